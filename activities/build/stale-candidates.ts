import type { StoredPartition } from '../../ledger/partition.ts';
import { type StaleEntry, staleEntries } from '../../ledger/release-staleness.ts';
import type { LedgerDb } from '../../ledger/schema.ts';

/** Months of a run that cannot be released as they were built, those made from them included. */
export async function staleCandidates(
  db: LedgerDb,
  entries: readonly StoredPartition[],
): Promise<readonly StaleEntry[]> {
  const stale = await staleEntries(
    db,
    entries.map(({ asset, month, version }) => ({ asset, month, version })),
  );
  if (stale.length === 0) return [];
  const gone = new Set(stale.map(({ asset, month }) => `${asset} ${month}`));
  const rest = entries.filter(({ asset, month }) => !gone.has(`${asset} ${month}`));
  return [...stale, ...(await staleCandidates(db, rest))];
}

/** A month may have been built twice in a run, when what it reads was replaced: the newest version counts. */
export function newestPerMonth(candidates: readonly StoredPartition[]): readonly StoredPartition[] {
  const newest = new Map<string, StoredPartition>();
  for (const candidate of candidates) {
    const key = `${candidate.asset} ${candidate.month}`;
    if ((newest.get(key)?.version ?? 0) < candidate.version) newest.set(key, candidate);
  }
  return [...newest.values()];
}
