import { nextVersion, type StoredPartition } from '../../ledger/partition.ts';
import type { PeriodClose } from '../../ledger/period-close.ts';
import { shownAt } from '../../ledger/shown.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { readsStreams } from '../../models/kit/reads-streams.ts';
import { chunkMonths } from '../../planner/chunks.ts';
import { isWhole } from '../../planner/scope.ts';
import { firstDifference, type RowDifference } from '../../warehouse/difference.ts';
import { dropVersions } from '../../warehouse/drop-version.ts';
import { contentOf, emptyContent, type MonthContent } from '../../warehouse/version.ts';
import { chunkBounds } from '../build/chunk-bounds.ts';
import type { BuildMonths } from '../build/pinned-inputs.ts';
import { releasedSnapshot, type Snapshot } from '../build/snapshot.ts';
import { writeVersion } from '../build/write-version.ts';
import type { Context } from '../context.ts';
import { closeDigests } from './digest.ts';

/** Whether a closed period still comes out as it was closed. */
export type CloseVerdict =
  | { readonly equal: true; readonly verified: number; readonly recomputed: number }
  | {
      readonly equal: false;
      readonly asset: string;
      readonly month: string;
      /** ledger: its records have changed; stored: rows have changed; code: other software computes it; computed: the same software does. */
      readonly cause: 'ledger' | 'stored' | 'code' | 'computed';
      readonly difference: RowDifference | null;
    };

interface Closed {
  readonly context: Context;
  readonly snapshot: Snapshot;
  readonly asset: Asset;
  readonly shown: readonly StoredPartition[];
}

/**
 * Recomputes a lock bit for bit: of every asset that the statements are made of, the pinned rows are compared with what the ledger says of them,
 * and what is computed from pinned inputs is computed again, with the code of the pipeline, into a version that nobody sees and that is dropped
 * at once. Since each step reads the pinned rows of the step before, all steps equal means the whole is. The floor is what the mappings of the
 * sources gave: those rows are compared, and not read from the source again.
 */
export async function verifyClose(context: Context, lock: PeriodClose): Promise<CloseVerdict> {
  const shown = await shownAt(context.db, lock.release);
  const wanted = closedNames(lock);
  const digests = closeDigests(wanted, shown);
  if (digests.inputs !== lock.inputDigest || digests.statements !== lock.statementDigest)
    return { equal: false, asset: 'ledger.partition', month: '', cause: 'ledger', difference: null };
  const snapshot = releasedSnapshot(shown);
  const keys = context.project.graph.order.filter((key) => wanted.includes(key));
  const gone = wanted.find((name) => !keys.some((key) => key === name));
  if (gone !== undefined) return { equal: false, asset: gone, month: '', cause: 'code', difference: null };
  let recomputed = 0;
  for (const key of keys) {
    const asset = context.project.graph.asset(key);
    const closed = { context, snapshot, asset, shown: shown.filter((each) => each.asset === key) };
    const wrong =
      (await storedDifference(closed)) ??
      (readsStreams(asset) ? undefined : await computedDifference(closed));
    if (wrong !== undefined) return wrong;
    if (!readsStreams(asset)) recomputed += 1;
  }
  return { equal: true, verified: keys.length, recomputed };
}

function closedNames({ terms }: PeriodClose): readonly string[] {
  const { assets } = terms;
  return Array.isArray(assets) ? assets.map(String) : [];
}

async function storedDifference({ context, asset, shown }: Closed): Promise<CloseVerdict | undefined> {
  const found = new Map<string, string>();
  for (const version of new Set(shown.map((each) => each.version))) {
    for (const { month, contentHash } of await contentOf(context.warehouse, asset, version))
      found.set(`${month} ${version}`, contentHash);
  }
  const wrong = shown.find(
    ({ month, version, contentHash }) => (found.get(`${month} ${version}`) ?? emptyContent) !== contentHash,
  );
  return wrong && { equal: false, asset: asset.key, month: wrong.month, cause: 'stored', difference: null };
}

async function computedDifference(closed: Closed): Promise<CloseVerdict | undefined> {
  const { context, asset, shown } = closed;
  if (shown.length === 0) return undefined;
  const version = await nextVersion(context.db);
  try {
    const content = await computedAgain(closed, version);
    const again = new Map(content.map(({ month, contentHash }) => [month, contentHash]));
    const then = new Map(shown.map(({ month, contentHash }) => [month, contentHash]));
    const all = [...new Set([...then.keys(), ...again.keys()])].sort();
    const month = all.find((each) => (again.get(each) ?? emptyContent) !== (then.get(each) ?? emptyContent));
    return month === undefined ? undefined : await explained(closed, month, version);
  } finally {
    const written = await contentOf(context.warehouse, asset, version);
    await dropVersions(
      context.warehouse,
      asset,
      written.map(({ month }) => ({ month, version })),
    );
  }
}

/** In the chunks a build would make it in: of a long history not all comes into this process at once. */
async function computedAgain(
  { context, snapshot, asset, shown }: Closed,
  version: number,
): Promise<readonly MonthContent[]> {
  const months = shown.map(({ month }) => month);
  const chunks: readonly BuildMonths[] = isWhole(asset)
    ? ['whole']
    : chunkMonths(months, chunkBounds(asset, snapshot.visible));
  let content: readonly MonthContent[] = [];
  for (const chunk of chunks)
    content = (await writeVersion(context, snapshot, asset, chunk, version)).content;
  return content;
}

async function explained(
  { context, asset, shown }: Closed,
  month: string,
  version: number,
): Promise<CloseVerdict> {
  const before = shown.find((each) => each.month === month);
  const isOtherCode = before !== undefined && before.codeFingerprint !== context.project.codes.get(asset.key);
  const closed = before === undefined ? [] : [{ month, version: before.version }];
  const difference = await firstDifference(context.warehouse, asset, {
    before: closed,
    after: [{ month, version }],
  });
  return { equal: false, asset: asset.key, month, cause: isOtherCode ? 'code' : 'computed', difference };
}
