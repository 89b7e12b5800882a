import type { Context } from '../../activities/context.ts';
import { type PartitionRecord, publishedPartitions } from '../../ledger/partition.ts';
import { planOf } from '../../ledger/plan.ts';
import { latestRuns, type RunRecord } from '../../ledger/run.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { lastTimeOfDay } from './zone.ts';

export interface Freshness {
  readonly asset: string;
  readonly state: 'on time' | 'late' | 'never published';
  /** When a run last built it, or found that it need not be built; ISO. */
  readonly confirmedAt: string | null;
  /** Company-zone time of day by which it is due. */
  readonly due: string;
  readonly months: number;
  readonly rows: number;
}

const dayMs = 86_400_000;

/** Every asset that promises to be fresh, and whether it was confirmed within the day before it was last due. */
export async function freshnessOf(context: Context): Promise<readonly Freshness[]> {
  const { graph, config } = context.project;
  const promised = graph.order
    .map((key) => graph.asset(key))
    .filter(({ freshness }) => freshness !== undefined);
  const published = await publishedPartitions(
    context.db,
    promised.map(({ key }) => key),
  );
  const confirmed = await confirmations(context);
  return promised.map((asset) =>
    judge(
      asset,
      published.get(asset.key) ?? [],
      confirmed(asset.key),
      context.now(),
      config.company.timezone,
    ),
  );
}

function judge(
  asset: Asset,
  months: readonly PartitionRecord[],
  confirmedAt: string | undefined,
  now: Date,
  zone: string,
): Freshness {
  const due = asset.freshness?.publishedBy ?? '';
  const common = {
    asset: asset.key,
    due,
    months: months.length,
    rows: months.reduce((sum, { rows }) => sum + rows, 0),
  };
  if (months.length === 0) return { ...common, state: 'never published', confirmedAt: null };
  const limit = lastTimeOfDay(now, due, zone).getTime() - dayMs;
  const late = confirmedAt === undefined || Date.parse(confirmedAt) < limit;
  return { ...common, state: late ? 'late' : 'on time', confirmedAt: confirmedAt ?? null };
}

/** The end of the newest run that read the sources and left the asset good: a kept one is as fresh as a built one. */
async function confirmations({ db }: Context): Promise<(asset: string) => string | undefined> {
  const runs = (await latestRuns(db, 50)).filter(readEverything);
  const bad = new Map<string, ReadonlySet<string>>();
  for (const { id } of runs.filter(({ status }) => status === 'partial')) {
    const nodes = (await planOf(db, id)).filter(({ status }) => status !== 'built' && status !== 'kept');
    bad.set(id, new Set(nodes.map(({ asset }) => asset)));
  }
  return (asset) => runs.find(({ id }) => bad.get(id)?.has(asset) !== true)?.finishedAt ?? undefined;
}

function readEverything({ status, detail }: RunRecord): boolean {
  return (status === 'succeeded' || status === 'partial') && detail.sources === 'all';
}
