import { resolveAlerts } from '../ledger/alert.ts';
import { recordCheck } from '../ledger/check.ts';
import { heldTotal, noteControl } from '../warehouse/control-total.ts';
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

/** Compares what we hold of a stream with the source's own count and sums, and records the comparison. */
export async function reconcileStream(
  context: Context,
  signal: AbortSignal,
  { runId, source, stream }: ReconcileRequest,
): Promise<Reconciled> {
  const connector = await context.connect(source);
  try {
    const control = await connector.control(stream, signal);
    await mirrorStream(context, { source, stream });
    // Read to its end and counted: whatever was wrong with it is over.
    await resolveAlerts(context.db, { kind: 'stream failed', subject: `${source}.${stream}` });
    if (control === undefined) return {};
    await noteControl(context.warehouse, { source, stream }, control);
    const held = await heldTotal(context.warehouse, { source, stream }, Object.keys(control.sums));
    const compared = [
      ['rows', control.rows, held.rows],
      ...Object.entries(control.sums).map(([field, sum]) => [field, sum, held.sums[field] ?? '0']),
    ];
    const equal = compared.every(([, theirs, ours]) => Number(theirs) === Number(ours));
    const observed = compared
      .map(([name, theirs, ours]) => `${name}: source ${theirs}, held ${ours}`)
      .join('; ');
    const coverage =
      control.coverage === undefined
        ? ''
        : `; the source shows ${(control.coverage * 100).toFixed(1)} % of what it has`;
    await recordCheck(context.db, {
      ...{
        runId,
        asset: `raw.${source}__${stream}`,
        version: 0,
        name: 'reconcile',
        blocking: false,
        passed: equal,
      },
      observed: observed + coverage,
    });
    return { equal, observed };
  } finally {
    await connector.close();
  }
}
