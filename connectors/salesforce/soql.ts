import type { SliceSpec } from '../kit/connector.ts';
import { textParam } from '../kit/progress.ts';
import type { SalesforceConfig, SalesforceObject } from './config.ts';

/** Where a slice was left: the last row in its order. */
export interface Position {
  readonly stamp: string;
  readonly id: string;
}

export function selectedFields(object: SalesforceObject, flag: boolean): readonly string[] {
  const always = ['Id', object.cursor, ...(flag ? ['IsDeleted'] : [])];
  return [...new Set([...always, ...Object.keys(object.fields)])];
}

/** Rows of a window, or of a full reading without an end, after `position`, in the order that lets a lost locator be replaced by a position. */
export function windowSoql(
  slice: SliceSpec,
  object: SalesforceObject,
  position: Position | undefined,
  limit?: number,
): string {
  const { cursor } = object;
  const fields = selectedFields(object, slice.params.flag === true).join(', ');
  const low = position?.stamp ?? textParam(slice, 'low') ?? '';
  const high = textParam(slice, 'high');
  const bounds = [`${cursor} >= ${low}`, ...(high === undefined ? [] : [`${cursor} < ${high}`])];
  const after =
    position === undefined
      ? []
      : [`(${cursor} > ${position.stamp} OR (${cursor} = ${position.stamp} AND Id > '${position.id}'))`];
  const where = [...bounds, ...after].join(' AND ');
  return `SELECT ${fields} FROM ${slice.stream} WHERE ${where} ORDER BY ${cursor}, Id${limit === undefined ? '' : ` LIMIT ${limit}`}`;
}

/** Count and sums of the living rows the windows cover; `end` leaves out what changed after it. */
export function controlSoql(
  stream: string,
  object: SalesforceObject,
  config: SalesforceConfig,
  end: string | undefined,
): string {
  const sums = (object.control?.sums ?? []).map((field, index) => `, SUM(${field}) s${index}`);
  const until = end === undefined ? '' : ` AND ${object.cursor} < ${end}`;
  const from = `${config.startDate}T00:00:00.000Z`;
  return `SELECT COUNT(Id) n${sums.join('')} FROM ${stream} WHERE ${object.cursor} >= ${from}${until}`;
}

export function newestSoql(stream: string, object: SalesforceObject): string {
  return `SELECT MAX(${object.cursor}) newest FROM ${stream}`;
}
