import type { OwnRow } from '../../connectors/kit/connector.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { targetsInForce } from '../../ledger/target.ts';

/** What the connector `ledger` reads, by stream; `today` decides which versions are in force. */
export async function ownRows(db: LedgerDb, stream: string, today: string): Promise<readonly OwnRow[]> {
  if (stream !== 'target') return [];
  const targets = await targetsInForce(db, today);
  return targets.map((target) => ({
    ...{ owner_kind: target.ownerKind, owner: target.owner, kpi: target.kpi },
    ...{ product: target.product, region: target.region },
    ...{ period_start: target.periodStart, period_end: target.periodEnd, version: target.version },
    ...{ value: target.value, unit: target.unit, proration: target.proration, ramp: target.ramp },
    approved_at: target.decidedAt,
  }));
}
