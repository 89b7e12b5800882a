import { YardstickError } from '../../errors/yardstick-error.ts';
import type { FieldType } from '../kit/connector.ts';
import { serverTime } from '../kit/http-reply.ts';
import { badReply, objectOf, objectsOf, textOf } from '../kit/json-fields.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';
import type { SalesforceApi } from './api.ts';
import type { SalesforceObject } from './config.ts';

export interface Description {
  /** Salesforce types by field: `currency`, `datetime`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Whether the feed of deleted records exists for the object. */
  readonly replicateable: boolean;
  readonly serverTime: Date | undefined;
}

/** The object as this user sees it: a field without permission is simply not there. */
export async function describeObject(
  api: SalesforceApi,
  source: string,
  stream: string,
  signal: AbortSignal,
): Promise<Description> {
  const name: PageName = { source, stream, page: 'describe' };
  const reply = await api.get(`/sobjects/${stream}/describe`, {}, name, signal);
  const body = objectOf(reply.json, 'description', name);
  const fields = objectsOf(body.fields, 'fields', name).map((field): [string, string] => {
    const called = textOf(field.name);
    if (called === undefined) throw badReply(name, 'A described field has no name.');
    return [called, textOf(field.type) ?? 'string'];
  });
  return {
    fields: new Map(fields),
    replicateable: body.replicateable !== false,
    serverTime: serverTime(reply),
  };
}

const numbers = ['currency', 'double', 'percent', 'int', 'long'];

const accepted: Partial<Record<FieldType, readonly string[]>> = {
  int: ['int', 'long', 'double'],
  decimal: numbers,
  float: numbers,
  bool: ['boolean'],
  date: ['date', 'datetime'],
  timestamp: ['datetime'],
};

/** @throws SOURCE_CONTRACT naming the field that is hidden, gone or of another type */
export function assertContract(object: SalesforceObject, description: Description, name: PageName): void {
  const declared = Object.entries(object.fields);
  const needed: readonly (readonly [string, FieldType])[] = [
    ...declared,
    [object.cursor, 'timestamp'],
    ['Id', 'string'],
  ];
  for (const [field, type] of needed) {
    const actual = description.fields.get(field);
    if (actual === undefined)
      throw contract(name, `The field ${field} is missing, or this user may not see it.`);
    const types = accepted[type];
    if (types !== undefined && !types.includes(actual))
      throw contract(name, `The field ${field} is ${actual}, declared as ${type}.`);
  }
}

function contract(name: PageName, happened: string): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', happened, { subject: subjectOf(name) });
}
