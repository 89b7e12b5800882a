import { raiseAlert } from '../../ledger/alert.ts';
import type { Lease } from '../../ledger/lease.ts';
import { quarantineVersion, recordCandidates } from '../../ledger/partition.ts';
import { recordQuarantine } from '../../ledger/quarantine.ts';
import { atomically } from '../../ledger/transaction.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { settle, vanishedMonths } from '../../planner/cutoff.ts';
import { isWhole } from '../../planner/scope.ts';
import { type Decision, type Month, type PartitionState, theOneMonth } from '../../planner/state.ts';
import { emptyContent, type MonthContent } from '../../warehouse/version.ts';
import type { Context } from '../context.ts';
import { audit, type FailedCheck } from './audit.ts';
import { type Candidate, type MonthVersion, viewWith } from './candidate.ts';
import { inputVersions } from './pinned-inputs.ts';
import type { Snapshot } from './snapshot.ts';
import { type Refused, writeVersion } from './write-version.ts';

export interface Chunk {
  readonly runId: string;
  readonly asset: Asset;
  readonly lease: Lease;
  readonly snapshot: Snapshot;
  readonly version: number;
  readonly decisions: readonly Decision[];
  /** What chunks of the same build before it have made of their months. */
  readonly earlier: readonly MonthVersion[];
  /** Months that chunks after it will make: what they hold now may be what this one holds from now on. */
  readonly later: ReadonlySet<Month>;
}

export interface ChunkOutcome {
  readonly changed: readonly Month[];
  /** The changed months, each with what it holds now. */
  readonly versions: readonly MonthVersion[];
  readonly computed: number;
  readonly rows: number;
  readonly failure?: string;
}

/** One month as it was built: what it holds now and the decision it was built under. */
interface BuiltMonth {
  readonly content: MonthContent;
  readonly decision: Decision;
}

/** Builds a chunk of one asset into one version: compute, hash, audit what changed, record. */
export async function buildChunk(context: Context, chunk: Chunk): Promise<ChunkOutcome> {
  const { asset, snapshot, version } = chunk;
  const months = monthsToCompute(chunk);
  const written =
    months !== 'whole' && months.length === 0
      ? { content: [], refused: [] }
      : await writeVersion(context, snapshot, asset, months, version);
  const built = builtMonths(chunk, written.content);
  const changed = built.filter((month) => !isKept(chunk, month));
  const failed = changed.length === 0 ? [] : await audit(context, snapshot, candidateFrom(chunk, changed));
  const verdict = failed.map(({ check, observed }) => `${check}: ${observed}`).join('; ');
  await record(context, chunk, { built, refused: written.refused, verdict });
  if (failed.length > 0) return refuse(context, chunk, verdict, failed);
  return {
    changed: changed.map(({ content }) => content.month),
    versions: changed.map(({ content }) => versionOf(content, version)),
    computed: built.length,
    rows: sumOf(changed.map(({ content }) => content)),
  };
}

function monthsToCompute({ asset, decisions }: Chunk): readonly Month[] | 'whole' {
  if (isWhole(asset)) return 'whole';
  return decisions.flatMap(({ action, month }) => (action === 'build' && month !== undefined ? [month] : []));
}

/** Months with rows, months asked for that turned out empty, and months of a whole asset that lost all their rows. */
function builtMonths(
  { asset, decisions, snapshot }: Chunk,
  content: readonly MonthContent[],
): readonly BuiltMonth[] {
  const found = new Map(content.map((each) => [each.month, each]));
  const [whole] = decisions;
  if (isWhole(asset) && whole !== undefined) {
    const gone = vanishedMonths(snapshot.visible.get(asset.key) ?? [], found.keys());
    const months = [...found.keys(), ...gone];
    const all = months.length === 0 ? [theOneMonth] : months;
    return all.map((month) => ({ decision: whole, content: found.get(month) ?? nothing(month) }));
  }
  return decisions.flatMap((decision) =>
    decision.month === undefined
      ? []
      : [{ decision, content: found.get(decision.month) ?? nothing(decision.month) }],
  );
}

function nothing(month: Month): MonthContent {
  return { month, rows: 0, contentHash: emptyContent };
}

function stateOf({ version }: Chunk, { content, decision }: BuiltMonth): PartitionState {
  const { fingerprint, code, inputs } = decision;
  return { ...content, version, fingerprint, code, inputs };
}

function isKept(chunk: Chunk, month: BuiltMonth): boolean {
  const published = publishedState(chunk.snapshot, chunk.asset, month.content.month);
  return settle(published, stateOf(chunk, month)).version !== chunk.version;
}

function publishedState(snapshot: Snapshot, asset: Asset, month: Month): PartitionState | undefined {
  return snapshot.published.get(asset.key)?.find((state) => state.month === month);
}

function candidateFrom(chunk: Chunk, changed: readonly BuiltMonth[]): Candidate {
  const { runId, asset, version, snapshot, earlier, later } = chunk;
  const months = changed.map(({ content }) => versionOf(content, version));
  const view = viewWith(months, { visible: snapshot.visible.get(asset.key) ?? [], earlier, later });
  return { runId, asset, version, months, view, rows: sumOf(view) };
}

function versionOf({ month, rows }: MonthContent, version: number): MonthVersion {
  return { month, version, rows };
}

function sumOf(months: readonly { readonly rows: number }[]): number {
  return months.reduce((sum, { rows }) => sum + rows, 0);
}

interface Findings {
  readonly built: readonly BuiltMonth[];
  readonly refused: readonly Refused[];
  /** What the blocking checks said; empty: they passed. */
  readonly verdict: string;
}

/** A version and the verdict on it at once: dying between the two would let the next attempt take it for a good one. */
async function record(context: Context, chunk: Chunk, { built, refused, verdict }: Findings): Promise<void> {
  const { asset, lease, runId, version, snapshot } = chunk;
  const candidates = built.map(({ content, decision }) => ({
    ...{ asset: asset.key, month: content.month, version, runId },
    fingerprint: decision.fingerprint,
    codeFingerprint: decision.code,
    inputs: decision.inputs,
    inputVersions: inputVersions(snapshot, asset, decision.month),
    contentHash: content.contentHash,
    rows: content.rows,
    basedOn: publishedState(snapshot, asset, content.month)?.version ?? null,
  }));
  await atomically(context.db, async (trx) => {
    await recordCandidates(trx, lease, candidates);
    for (const { rule, rows } of refused)
      await recordQuarantine(trx, { asset: asset.key, version, rule, rows });
    if (verdict !== '') await quarantineVersion(trx, { asset: asset.key, version, reason: verdict });
  });
  context.fault('build.recorded');
}

/** A version that broke a blocking rule has been set aside; what is published stays, and people are told which rows. */
async function refuse(
  context: Context,
  { asset, runId, decisions }: Chunk,
  told: string,
  failed: readonly FailedCheck[],
): Promise<ChunkOutcome> {
  const query = failed[0]?.query ?? '';
  await raiseAlert(context.db, {
    ...{ kind: 'check failed', subject: asset.key, runId },
    message: `${told}. The last good release stays visible. Failing rows: ${query}`,
  });
  return { changed: [], versions: [], computed: decisions.length, rows: 0, failure: told };
}
