import type { Language } from '../../../dashboards/kit/text.ts';
import { asYardstickError } from '../../../errors/yardstick-error.ts';
import { quarantineNow } from '../../../ledger/quarantine.ts';
import type { DataHealth, Problem } from '../../api.ts';
import type { PortalContext } from '../context.ts';
import { problemOf } from '../problem/problem.ts';
import { freshnessNow, stateOf } from './freshness.ts';

type RowsOf<Name extends keyof DataHealth> = Extract<DataHealth[Name], { ok: true }>['rows'];

/** Every section of the Data page; one that cannot be read says so and hides no other. */
export async function dataHealthNow(
  context: PortalContext,
  language: Language,
  reference: string,
): Promise<DataHealth> {
  const tell = (caught: unknown) => problemOf(asYardstickError(caught), language, reference);
  const [sources, runs, assets, checks, quarantine] = await Promise.all([
    section(() => sourcesNow(context), tell),
    section(() => latestRuns(context), tell),
    section(() => assetsNow(context), tell),
    section(() => failedChecks(context), tell),
    section(() => quarantineHealth(context), tell),
  ]);
  return { sources, runs, assets, checks, quarantine };
}

async function section<Rows>(read: () => Promise<Rows>, tell: (caught: unknown) => Problem) {
  try {
    return { ok: true as const, rows: await read() };
  } catch (caught) {
    return { ok: false as const, problem: tell(caught) };
  }
}

async function sourcesNow(context: PortalContext): Promise<RowsOf<'sources'>> {
  const [freshness, streams, alerts] = await Promise.all([
    freshnessNow(context),
    context.db
      .selectFrom('page')
      .select((eb) => [
        'source',
        eb.fn.count<number>('stream').distinct().as('streams'),
        eb.fn.sum<number>('rows').as('rows'),
      ])
      .where('state', '=', 'committed')
      .groupBy('source')
      .execute(),
    context.db.selectFrom('alert').select(['subject', 'message']).where('resolvedAt', 'is', null).execute(),
  ]);
  return freshness.sources.map(({ name, lastSuccessAt, state }) => {
    const read = streams.find((row) => row.source === name);
    return {
      source: name,
      streams: Number(read?.streams ?? 0),
      rows: Number(read?.rows ?? 0),
      lastSuccessAt,
      state,
      note: alerts.find((alert) => alert.subject.startsWith(`${name}.`))?.message ?? '',
    };
  });
}

async function latestRuns({ db }: PortalContext): Promise<RowsOf<'runs'>> {
  const runs = await db
    .selectFrom('run')
    .select(['id', 'kind', 'status', 'startedAt', 'finishedAt', 'error'])
    .orderBy('startedAt', 'desc')
    .limit(10)
    .execute();
  return runs.map(({ error, ...run }) => ({ ...run, note: error ?? '' }));
}

async function assetsNow(context: PortalContext): Promise<RowsOf<'assets'>> {
  const published = await context.db
    .selectFrom('published')
    .innerJoin('partition', (join) =>
      join
        .onRef('partition.asset', '=', 'published.asset')
        .onRef('partition.month', '=', 'published.month')
        .onRef('partition.version', '=', 'published.version'),
    )
    .select((eb) => [
      'published.asset as asset',
      eb.fn.count<number>('published.month').as('months'),
      eb.fn.sum<number>('partition.rows').as('rows'),
      eb.fn.max('published.publishedAt').as('publishedAt'),
    ])
    .groupBy('published.asset')
    .orderBy('published.asset')
    .execute();
  const latest =
    published
      .map((row) => row.publishedAt)
      .sort()
      .at(-1) ?? null;
  return published.map((row) => {
    const due = dueOf(context, row.asset);
    return {
      asset: row.asset,
      months: Number(row.months),
      rows: Number(row.rows),
      publishedAt: row.publishedAt,
      due,
      // An asset that did not change keeps its version; what counts is that it was looked at.
      state: due === '' ? ('fresh' as const) : stateOf(context, latest),
    };
  });
}

function dueOf(context: PortalContext, key: string): string {
  for (const asset of context.assets.values()) {
    if (asset.key === key) return asset.freshness?.publishedBy ?? '';
  }
  return '';
}

async function failedChecks({ db }: PortalContext): Promise<RowsOf<'checks'>> {
  const failed = await db
    .selectFrom('checkResult')
    .select(['asset', 'name', 'blocking', 'message', 'observed', 'expected', 'checkedAt'])
    .where('passed', '=', false)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return failed.map((check) => ({
    asset: check.asset,
    check: check.name,
    blocking: check.blocking,
    note: check.message ?? [check.observed, check.expected].filter(Boolean).join(' ≠ '),
    at: check.checkedAt,
  }));
}

async function quarantineHealth({ db }: PortalContext): Promise<RowsOf<'quarantine'>> {
  const held = await quarantineNow(db);
  return held
    .map(({ asset, rule, rows, recordedAt }) => ({ asset, rule, rows, lastAt: recordedAt }))
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, 50);
}
