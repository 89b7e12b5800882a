import { droppable } from '../ledger/droppable.ts';
import { retirePages } from '../ledger/page.ts';
import { markDropped, newestVersions, storedPartitions, type VersionKey } from '../ledger/partition.ts';
import { sweepSessions } from '../ledger/session.ts';
import { slicesOf } from '../ledger/slice.ts';
import { committedPages } from '../ledger/stream-pages.ts';
import { type AssetKey, storedTable } from '../models/kit/key.ts';
import { dropVersions } from '../warehouse/drop-version.ts';
import { dropQuarantine } from '../warehouse/quarantine.ts';
import { dropUncommitted, type StreamName, strayPages } from '../warehouse/raw.ts';
import { deletePages, pagesInUse } from '../warehouse/raw-retention.ts';
import type { PinnedMonth } from '../warehouse/relation.ts';
import { storedMonths } from '../warehouse/stored-month.ts';
import type { Attempt } from './attempt.ts';
import type { Context } from './context.ts';
import { mirrorStream } from './extraction/mirror.ts';
import { holdIfFree, holdLease } from './hold-lease.ts';

export interface Swept {
  readonly versions: number;
  readonly pages: number;
}

/** Pages of attempts that died are left alone this long: the attempt may merely be slow. */
const strayAgeMs = 3_600_000;
const dayMs = 86_400_000;

/** Drops what nobody can see or use any more: versions, sessions, uncommitted pages, raw pages past their retention. */
export async function sweep(context: Context, attempt: Attempt): Promise<Swept> {
  // Under the lease of publication: what is chosen for dropping must not be pinned or pointed to meanwhile.
  const versions = await holdLease(context, { key: 'publish', who: 'a sweep', attempt }, async () => {
    return (await sweepVersions(context)) + (await sweepOrphans(context));
  });
  await sweepSessions(context.db);
  let pages = 0;
  for (const name of context.project.streams) pages += await sweepStream(context, name);
  return { versions, pages };
}

async function sweepVersions(context: Context): Promise<number> {
  const { longestQueryMinutes } = context.project.config.retention;
  const olderThan = new Date(context.now().getTime() - longestQueryMinutes * 60_000).toISOString();
  const found = await droppable(context.db, { keepReleases: 3, olderThan });
  context.fault('sweep.chosen');
  await sweepQuarantine(context, found);
  for (const [asset, versions] of byAsset(context, found)) {
    await dropVersions(context.warehouse, context.project.graph.asset(asset), versions);
    context.fault('sweep.dropped');
    await markDropped(context.db, versions);
    context.fault('sweep.marked');
  }
  return found.length;
}

/** What the newest version of an asset refused is what is wrong in its source now, though the version itself may not be needed. */
async function sweepQuarantine({ db, warehouse }: Context, gone: readonly VersionKey[]): Promise<void> {
  const nameOf = (asset: string, version: number) => `${asset} ${version}`;
  const dropped = new Set(gone.map((each) => `${nameOf(each.asset, each.version)} ${each.month}`));
  const stored = new Set(
    (await storedPartitions(db))
      .filter((each) => !dropped.has(`${nameOf(each.asset, each.version)} ${each.month}`))
      .map(({ asset, version }) => nameOf(asset, version)),
  );
  await dropQuarantine(warehouse, {
    newest: await newestVersions(db),
    isStored: (asset, version) => stored.has(nameOf(asset, version)),
  });
}

/**
 * Rows of attempts that died before the ledger heard of their version. A build under way holds its asset's lease, so what
 * is looked at under that lease belongs to nobody.
 */
async function sweepOrphans(context: Context): Promise<number> {
  let dropped = 0;
  for (const key of (await orphans(context)).keys()) {
    const lease = { key: `asset:${key}`, who: 'a sweep' };
    const months = await holdIfFree(context, lease, async () => {
      const mine = (await orphans(context)).get(key) ?? [];
      await dropVersions(context.warehouse, context.project.graph.asset(key), mine);
      return mine.length;
    });
    dropped += months ?? 0;
  }
  return dropped;
}

/** Months in the store, by asset, that are old enough and that the ledger does not know. */
async function orphans({
  db,
  warehouse,
  project,
  now,
}: Context): Promise<ReadonlyMap<AssetKey, readonly PinnedMonth[]>> {
  const old = await storedMonths(warehouse, new Date(now().getTime() - strayAgeMs));
  const known = new Set(
    (await storedPartitions(db)).map(({ asset, month, version }) => `${asset} ${month} ${version}`),
  );
  const unknown = project.graph.order.map((key) => {
    const mine = old.filter(({ table }) => table === storedTable(key));
    return [key, mine.filter(({ month, version }) => !known.has(`${key} ${month} ${version}`))] as const;
  });
  return new Map(unknown.filter(([, months]) => months.length > 0));
}

/** Assets that are no longer configured keep their versions: a source switched off by mistake must not lose them. */
function byAsset(
  { project }: Context,
  versions: readonly VersionKey[],
): ReadonlyMap<AssetKey, readonly VersionKey[]> {
  const known = project.graph.order.map(
    (key) => [key, versions.filter(({ asset }) => asset === key)] as const,
  );
  return new Map(known.filter(([, found]) => found.length > 0));
}

async function sweepStream(context: Context, name: StreamName): Promise<number> {
  const olderThan = new Date(context.now().getTime() - strayAgeMs);
  if ((await strayPages(context.warehouse, name, olderThan)).length > 0)
    await holdIfFree(context, { key: `stream:${name.source}.${name.stream}`, who: 'a sweep' }, async () => {
      // What the ledger counts and the mirror does not know yet, in a slice under way, is no stray.
      await mirrorStream(context, name);
      await dropUncommitted(context.warehouse, name, olderThan);
    });
  const before = new Date(
    context.now().getTime() - context.project.config.retention.rawDays * dayMs,
  ).toISOString();
  const old = (await slicesOf(context.db, name.source, name.stream)).filter(
    ({ state, doneAt, openedAt }) => state !== 'open' && (doneAt ?? openedAt) < before,
  );
  if (old.length === 0) return 0;
  const unused = await unusedSlices(context, name, new Set(old.map(({ slice }) => slice)));
  const retired = await retirePages(context.db, { source: name.source, stream: name.stream, slices: unused });
  await deletePages(
    context.warehouse,
    name,
    retired.map(({ page }) => page),
  );
  context.fault('sweep.unstored');
  return retired.length;
}

async function unusedSlices(
  context: Context,
  name: StreamName,
  old: ReadonlySet<string>,
): Promise<readonly string[]> {
  const inUse = await pagesInUse(context.warehouse, name);
  const pages = await committedPages(context.db, name.source, name.stream);
  const used = new Set(pages.filter(({ page }) => inUse.has(page)).map(({ slice }) => slice));
  return [...new Set(pages.map(({ slice }) => slice))].filter((slice) => old.has(slice) && !used.has(slice));
}
