import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { quarantineNow } from '../../../ledger/quarantine.ts';
import type { Answer } from '../../command.ts';
import { dayNamed } from '../../runtime/day-named.ts';
import { table } from '../../text/table.ts';
import { released } from './released-suspicions.ts';

const scoreRow = z.object({
  ...{ source: z.string(), entity: z.string(), streams: z.string(), measure: z.string() },
  ...{ month: z.string(), numerator: z.number(), denominator: z.number(), value: z.number().nullable() },
});

export interface ScoreQuestion {
  readonly source?: string | undefined;
  readonly entity?: string | undefined;
  /** A day: scores of its month and later are shown. */
  readonly from?: string | undefined;
}

/** How complete, timely and accurate each source is, and how many of its rows wait in quarantine. Error: SUSPICION_UNKNOWN before the first release. */
export async function scores(context: Context, { source, entity, from }: ScoreQuestion): Promise<Answer> {
  const asked = { source, entity, from: from === undefined ? undefined : dayNamed(from) };
  const conditions = [
    ...(source === undefined ? [] : ['source = {source:String}']),
    ...(entity === undefined ? [] : ['entity = {entity:String}']),
    ...(from === undefined
      ? []
      : ["(month >= toStartOfMonth(toDate({from:String})) OR month = toDate('1970-01-01'))"]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const found = await context.warehouse.rows(
    `SELECT * FROM (${await released(context, 'mart.quality_score')})${where} ORDER BY source, entity, measure, month`,
    Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
  );
  const rows = z.array(scoreRow).parse(found);
  const refused = await quarantined(context);
  const text = rows.length === 0 ? 'There is nothing to score.' : scoreTable(rows);
  return { data: { scores: rows, refused }, text: `${text}${refusedText(refused)}` };
}

type Refused = Awaited<ReturnType<typeof quarantined>>;

/** Rows that the newest version of each mapping has set aside, by rule. */
async function quarantined({ db }: Context) {
  return (await quarantineNow(db)).map(({ asset, rule, rows }) => ({ asset, rule, rows }));
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
      row.month === '1970-01-01' ? 'now' : row.month.slice(0, 7),
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
