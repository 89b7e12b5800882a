import { isDeepStrictEqual } from 'node:util';
import { resolveAlerts } from '../ledger/alert.ts';
import { recordCheck } from '../ledger/check.ts';
import { lastReconciliation, noteReconciliation, type Reconciliation } from '../ledger/reconciliation.ts';
import { type CountedPages, countedPages } from '../ledger/stream-pages.ts';
import { committedRows, heldTotal, noteControl } from '../warehouse/control-total.ts';
import type { StreamName } from '../warehouse/raw.ts';
import type { Context } from './context.ts';
import { mirrorStream } from './extraction/mirror.ts';

export interface ReconcileRequest {
  readonly runId: string;
  readonly source: string;
  readonly stream: string;
}

export interface Reconciled {
  /** Undefined: the source tells no totals. */
  readonly equal?: boolean;
  readonly observed?: string;
}

type Totals = Reconciliation['control'];
/** As much of a context as comparing needs. */
type Reach = Pick<Context, 'connect' | 'db' | 'warehouse'>;

/** Compares what we hold of a stream with the source's own count and sums, and records the comparison. */
export async function reconcileStream(
  context: Reach,
  signal: AbortSignal,
  { runId, source, stream }: ReconcileRequest,
): Promise<Reconciled> {
  const connector = await context.connect(source);
  try {
    const control = await connector.control(stream, signal);
    const pages = await countedPages(context.db, source, stream);
    const before = await standingComparison(context, { source, stream }, pages);
    if (before === undefined) await mirrorStream(context, { source, stream });
    // Read to its end and counted: whatever was wrong with it is over.
    await resolveAlerts(context.db, { kind: 'stream failed', subject: `${source}.${stream}` });
    if (control === undefined) return {};
    const held = await compare(context, { source, stream }, { control, pages, before });
    const { equal, observed } = differences(control, held);
    await recordCheck(context.db, {
      ...{ runId, asset: `raw.${source}__${stream}`, version: 0, name: 'reconcile' },
      ...{ blocking: false, passed: equal, observed: observed + coverageOf(control) },
    });
    return { equal, observed };
  } finally {
    await connector.close();
  }
}

/**
 * The last comparison, where the same pages count still and every row of theirs is there: what they hold need not be
 * added up again, however much that is.
 */
async function standingComparison(
  { db, warehouse }: Reach,
  name: StreamName,
  pages: CountedPages,
): Promise<Reconciliation | undefined> {
  const last = await lastReconciliation(db, name.source, name.stream);
  if (last?.pages !== pages.fingerprint) return undefined;
  return (await committedRows(warehouse, name)) === pages.rows ? last : undefined;
}

interface Comparison {
  readonly control: Totals;
  readonly pages: CountedPages;
  readonly before: Reconciliation | undefined;
}

/** Notes what the source said, where that is news, and answers what we hold. */
async function compare(
  { db, warehouse }: Reach,
  name: StreamName,
  { control, pages, before }: Comparison,
): Promise<Totals> {
  if (before !== undefined && isDeepStrictEqual(before.control, control)) return before.held;
  await noteControl(warehouse, name, control);
  const fields = Object.keys(control.sums);
  const known = isDeepStrictEqual(Object.keys(before?.held.sums ?? {}).sort(), fields.toSorted());
  const held = before !== undefined && known ? before.held : await heldTotal(warehouse, name, fields);
  // Pages that came while the rows were added up belong to the next comparison.
  if (isDeepStrictEqual(await countedPages(db, name.source, name.stream), pages))
    await noteReconciliation(db, { ...name, pages: pages.fingerprint, control, held });
  return held;
}

function differences(control: Totals, held: Totals): { readonly equal: boolean; readonly observed: string } {
  const compared = [
    ['rows', control.rows, held.rows],
    ...Object.entries(control.sums).map(([field, sum]) => [field, sum, held.sums[field] ?? '0']),
  ];
  return {
    equal: compared.every(([, theirs, ours]) => Number(theirs) === Number(ours)),
    observed: compared.map(([name, theirs, ours]) => `${name}: source ${theirs}, held ${ours}`).join('; '),
  };
}

function coverageOf({ coverage }: Totals): string {
  return coverage === undefined ? '' : `; the source shows ${(coverage * 100).toFixed(1)} % of what it has`;
}
