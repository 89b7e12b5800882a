import { readFileSync } from 'node:fs';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Asset } from '../../../models/kit/asset.ts';
import type { Grain } from '../../../models/kpi/declaration.ts';
import { dimensionsOf, type Kpi } from '../../../models/kpi/kpi.ts';
import { readCatalogue, readKpi } from '../../../models/kpi/read.ts';
import { kpiByDimension } from '../../../models/mart/kpi-by-dimension.ts';
import { kpiMarts } from '../../../models/mart/kpi-by-employee.ts';
import { composeRows } from '../../../warehouse/compose.ts';
import type { Answer } from '../../command.ts';
import type { Connection } from '../../runtime/connect.ts';
import { sql } from '../sql.ts';

/** A declaration that has been checked beside the catalogue, and the SELECT it would be computed by. */
export interface Draft {
  readonly kpi: Kpi;
  readonly grain: Grain;
  readonly select: string;
}

/** Reads a declaration. Throws KPI_INVALID naming file, key and rule. */
export function draftOf(kpis: readonly Kpi[], file: string, wanted: Grain | undefined): Draft {
  const text = textOf(file);
  const kpi = readKpi({ file, text });
  // The file may already be one of the catalogue; any other with its key is refused.
  const others = kpis.filter((each) => textOf(each.file) !== text);
  readCatalogue([...others.map((each) => ({ file: each.file, text: textOf(each.file) })), { file, text }]);
  const { grains } = kpi.declaration;
  const [first = 'month'] = grains;
  const byDay = dimensionsOf(kpi).includes('employee');
  const grain = wanted ?? (grains.includes('month') ? 'month' : first);
  if (!grains.includes(grain) || (grain === 'day' && !byDay))
    throw new YardstickError('KPI_INVALID', `grains: it has no ${grain}.`, {
      subject: file,
      advice: `Ask for one of ${grains.join(', ')}.`,
    });
  return { kpi, grain, select: selectOf(kpi, grain) };
}

export function sqlOfDraft({ kpi, grain, select }: Draft): Answer {
  return { data: { key: kpi.declaration.key, grain, sql: select }, text: select };
}

/** The newest figures it would have, read as somebody who may only read published layers. */
export async function previewOf(connection: Connection, draft: Draft, limit: string): Promise<Answer> {
  const { kpi, grain, select } = draft;
  const rows = await sql(
    connection,
    `${select}\nORDER BY period DESC, member LIMIT ${wholeNumber(limit)}`,
    'bi',
  );
  const { key, name, unit } = kpi.declaration;
  return {
    data: { key, grain, rows: rows.data },
    text: `${name.zh} · ${name.en} (${key}, ${unit})\n\n${rows.text}`,
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new YardstickError('ORDER_REFUSED', `found ${text}, expected a number of rows, 1 to 99999.`, {
    subject: '--limit',
    advice: 'Give a whole number.',
  });
}

/** By employee where its facts know people, else by the dimensions they have. */
function selectOf(kpi: Kpi, grain: Grain): string {
  const byEmployee = dimensionsOf(kpi).includes('employee');
  const asset = byEmployee ? martOf(kpi, grain) : kpiByDimension([kpi]);
  const relations = Object.entries(asset.inputs).flatMap(([alias, input]) =>
    input.kind === 'stream' ? [] : [[alias, `SELECT * FROM ${input.asset}`]],
  );
  const rows = composeRows({
    asset,
    sql: asset.compute.kind === 'text' ? asset.compute.sql : '',
    relations: Object.fromEntries(relations),
  });
  const member = byEmployee ? 'employee_name AS member, team_name' : 'dimension, member';
  const period = byEmployee ? `${grain} AS period` : 'period';
  const where = byEmployee ? '' : ` WHERE grain = '${grain}'`;
  return `SELECT ${period}, ${member}, numerator, denominator, value, reason, rows_included FROM (\n${rows}\n)${where}`;
}

function martOf(kpi: Kpi, grain: Grain): Asset {
  const mart = kpiMarts([kpi]).find(({ columns }) => grain in columns);
  if (mart === undefined) throw new RangeError(`no mart by ${grain}`);
  return mart;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new YardstickError('KPI_INVALID', 'the file: it cannot be read.', { subject: file, cause });
  }
}
