import { sql } from 'kysely';
import type { Context } from '../../activities/context.ts';
import type { CheckReport } from '../../connectors/kit/connector.ts';
import { asYardstickError } from '../../errors/yardstick-error.ts';
import { newestControl } from '../../warehouse/control-total.ts';
import type { Answer } from '../command.ts';
import { count, instant } from '../text/format.ts';
import { table } from '../text/table.ts';

/** What has been read of every stream, and what the source said of itself when it was read. */
export async function sources(context: Context): Promise<Answer> {
  const pages = await pagesByStream(context);
  const rows = [];
  for (const name of context.project.streams) {
    const read = pages.get(`${name.source}.${name.stream}`);
    const control = await newestControl(context.warehouse, name);
    rows.push({ ...name, ...(read ?? nothingRead), control: control ?? null });
  }
  const zone = context.project.config.company.timezone;
  const right = { align: 'right' } as const;
  const text = table(
    [
      { title: 'Stream' },
      { title: 'Slices', ...right },
      { title: 'Pages', ...right },
      { title: 'Rows read', ...right },
      { title: 'At the source', ...right },
      { title: 'Shown', ...right },
      { title: 'Last page' },
    ],
    rows.map((row) => [
      `${row.source}.${row.stream}`,
      row.openSlices > 0 ? `${row.slices} (${row.openSlices} open)` : String(row.slices),
      count(row.pages),
      count(row.rows),
      row.control === null ? '–' : count(Number(row.control.rows)),
      shown(row.control?.coverage),
      instant(row.lastPageAt, zone),
    ]),
  );
  return { data: rows, text };
}

/** The share of its rows that a source can show, where it says so. */
function shown(coverage: number | null | undefined): string {
  return typeof coverage === 'number' ? `${Math.round(coverage * 100)} %` : '';
}

interface StreamPages {
  readonly slices: number;
  readonly openSlices: number;
  readonly pages: number;
  readonly rows: number;
  readonly lastPageAt: string | null;
}

const nothingRead: StreamPages = {
  ...{ slices: 0, openSlices: 0, pages: 0, rows: 0 },
  lastPageAt: null,
};

async function pagesByStream({ db }: Context): Promise<ReadonlyMap<string, StreamPages>> {
  const pages = await db
    .selectFrom('page')
    .where('state', '<>', 'withdrawn')
    .select(({ fn }) => [
      'source',
      'stream',
      fn.countAll<number>().as('pages'),
      fn.sum<number>('rows').as('rows'),
      fn.max('committedAt').as('lastPageAt'),
    ])
    .groupBy(['source', 'stream'])
    .execute();
  const slices = await db
    .selectFrom('slice')
    .select(({ fn }) => [
      'source',
      'stream',
      fn.countAll<number>().as('slices'),
      sql<number>`count(*) FILTER (WHERE state = 'open')`.as('openSlices'),
    ])
    .groupBy(['source', 'stream'])
    .execute();
  const read = new Map(pages.map((row) => [`${row.source}.${row.stream}`, row]));
  return new Map(
    slices.map((row) => {
      const found = read.get(`${row.source}.${row.stream}`);
      return [
        `${row.source}.${row.stream}`,
        {
          slices: Number(row.slices),
          openSlices: Number(row.openSlices),
          pages: Number(found?.pages ?? 0),
          rows: Number(found?.rows ?? 0),
          lastPageAt: found?.lastPageAt ?? null,
        },
      ];
    }),
  );
}

export interface SourceVerdict {
  readonly source: string;
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly clockSkewMs: number | undefined;
}

/** Asks every source whether address, credentials and rights are good. */
export async function checkSources(context: Context): Promise<readonly SourceVerdict[]> {
  return Promise.all(context.project.config.sources.map(({ name }) => checkSource(context, name)));
}

/** The same as an answer: a source that cannot be read fails the command. */
export async function checkedSources(context: Context): Promise<Answer> {
  const verdicts = await checkSources(context);
  const lines = verdicts.flatMap(({ source, ok, problems }) => [
    `${ok ? 'ok      ' : 'FAILED  '}${source}`,
    ...problems.map((problem) => `        ${problem}`),
  ]);
  return { data: verdicts, text: lines.join('\n'), failed: verdicts.some(({ ok }) => !ok) };
}

async function checkSource(context: Context, source: string): Promise<SourceVerdict> {
  try {
    const connector = await context.connect(source);
    try {
      return verdictOf(source, await connector.check(AbortSignal.timeout(60_000)));
    } finally {
      await connector.close();
    }
  } catch (caught) {
    return { source, ok: false, problems: [asYardstickError(caught).explain()], clockSkewMs: undefined };
  }
}

function verdictOf(source: string, report: CheckReport): SourceVerdict {
  const problems = report.streams.flatMap(({ stream, ok, problem }) =>
    ok ? [] : [`${stream}: ${problem ?? 'cannot be read'}`],
  );
  return { source, ok: report.ok, problems, clockSkewMs: report.clockSkewMs };
}
