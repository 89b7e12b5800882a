import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { quarantineNow } from '../../../ledger/quarantine.ts';
import type { Answer } from '../../command.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { table } from '../../text/table.ts';

const scoreRow = z.object({
  ...{ source: z.string(), entity: z.string(), streams: z.string(), measure: z.string() },
  ...{ month: z.string(), numerator: z.number(), denominator: z.number(), value: z.number().nullable() },
});

const agreementRow = z.object({
  ...{
    source: z.string(),
    other_source: z.string(),
    entity: z.string(),
    field: z.string(),
    month: z.string(),
  },
  ...{ numerator: z.number(), denominator: z.number(), value: z.number() },
});

export interface ScoreQuestion {
  readonly source?: string | undefined;
  readonly entity?: string | undefined;
  /** A day: scores of its month and later are shown. */
  readonly from?: string | undefined;
}

/**
 * How complete, timely and accurate each source is, how often sources agree on what both know, and how many rows wait in
 * quarantine. Error: NOTHING_PUBLISHED before the first release.
 */
export async function scores(context: Context, { source, entity, from }: ScoreQuestion): Promise<Answer> {
  const asked = { source, entity, from: from === undefined ? undefined : dayNamed(from) };
  const parameters = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const scored = await publishedRows(context, {
    ...{ asset: 'mart.quality_score', row: scoreRow, parameters },
    tail: `${whereOf(asked, 'source = {source:String}')} ORDER BY source, entity, measure, month`,
  });
  const agreement = await publishedRows(context, {
    ...{ asset: 'mart.source_agreement', row: agreementRow, parameters },
    tail: `${whereOf(asked, '{source:String} IN (source, other_source)')} ORDER BY source, other_source, entity, field, month`,
  });
  const refused = await quarantined(context);
  const text = scored.length === 0 ? 'There is nothing to score.' : scoreTable(scored);
  const agreed = agreement.length === 0 ? '' : `\n\n${agreementTable(agreement)}`;
  return { data: { scores: scored, agreement, refused }, text: `${text}${agreed}${refusedText(refused)}` };
}

function whereOf({ source, entity, from }: ScoreQuestion, ofSource: string): string {
  const conditions = [
    ...(source === undefined ? [] : [ofSource]),
    ...(entity === undefined ? [] : ['entity = {entity:String}']),
    ...(from === undefined
      ? []
      : ["(month >= toStartOfMonth(toDate({from:String})) OR month = toDate('1970-01-01'))"]),
  ];
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

type Refused = Awaited<ReturnType<typeof quarantined>>;

/** Rows that the newest version of each mapping has set aside, by rule. */
async function quarantined({ db }: Context) {
  return (await quarantineNow(db)).map(({ asset, rule, rows }) => ({ asset, rule, rows }));
}

function agreementTable(rows: readonly z.infer<typeof agreementRow>[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[{ title: 'Source' }, { title: 'And' }, { title: 'Entity' }, { title: 'Field' }, { title: 'Month' }],
      ...['Agree', 'Of', '%'].map((title) => ({ title, ...right })),
    ],
    rows.map((row) => [
      ...[row.source, row.other_source, row.entity, row.field, monthText(row.month)],
      ...[String(row.numerator), String(row.denominator), (row.value * 100).toFixed(2)],
    ]),
  );
}

function monthText(month: string): string {
  return month === '1970-01-01' ? 'now' : month.slice(0, 7);
}

function scoreTable(rows: readonly z.infer<typeof scoreRow>[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[{ title: 'Source' }, { title: 'Entity' }, { title: 'Measure' }, { title: 'Month' }],
      ...['Good', 'Of', '%'].map((title) => ({ title, ...right })),
    ],
    rows.map((row) => [
      ...[row.source, row.entity === '' ? '–' : row.entity, row.measure],
      monthText(row.month),
      ...[String(row.numerator), String(row.denominator)],
      row.value === null ? '–' : (row.value * 100).toFixed(2),
    ]),
  );
}

function refusedText(refused: Refused): string {
  if (refused.length === 0) return '';
  const lines = refused.map(({ asset, rule, rows }) => `  ${asset}: ${rows} × ${rule}`);
  return `\n\nRows in quarantine:\n${lines.join('\n')}`;
}
