import type { OwnRow } from '../../connectors/kit/connector.ts';
import { customerDecisionsInForce } from '../../ledger/customer-decision.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { suspicionDecisionsInForce } from '../../ledger/suspicion.ts';
import { targetsInForce } from '../../ledger/target.ts';

/** What the connector `ledger` reads, by stream; `today` decides which versions are in force. */
export async function ownRows(db: LedgerDb, stream: string, today: string): Promise<readonly OwnRow[]> {
  const read = readers[stream];
  return read === undefined ? [] : read(db, today);
}

const readers: Readonly<Record<string, (db: LedgerDb, today: string) => Promise<readonly OwnRow[]>>> = {
  target: targetRows,
  suspicion_decision: suspicionRows,
  customer_merge: mergeRows,
  customer_apart: apartRows,
};

async function targetRows(db: LedgerDb, today: string): Promise<readonly OwnRow[]> {
  const targets = await targetsInForce(db, today);
  return targets.map((target) => ({
    ...{ owner_kind: target.ownerKind, owner: target.owner, kpi: target.kpi },
    ...{ product: target.product, region: target.region },
    ...{ period_start: target.periodStart, period_end: target.periodEnd, version: target.version },
    ...{ value: target.value, unit: target.unit, proration: target.proration, ramp: target.ramp },
    approved_at: target.decidedAt,
  }));
}

async function suspicionRows(db: LedgerDb): Promise<readonly OwnRow[]> {
  const decisions = await suspicionDecisionsInForce(db);
  return decisions.map((decision) => ({
    ...{ suspicion_id: decision.suspicionId, state: decision.state, evidence_hash: decision.evidenceHash },
    ...{ subject_kind: decision.subjectKind, concerns: decision.concerns, reason: decision.reason },
    ...{ decided_by: decision.decidedBy, decided_at: decision.decidedAt },
  }));
}

async function mergeRows(db: LedgerDb): Promise<readonly OwnRow[]> {
  const merges = (await customerDecisionsInForce(db)).filter(({ kind }) => kind === 'merge');
  return merges.map(({ id, customerId, otherId, effectiveFrom, decidedAt }) => ({
    ...{ decision: id, from_id: customerId, into_id: otherId },
    ...{ merged_on: effectiveFrom, decided_at: decidedAt },
  }));
}

async function apartRows(db: LedgerDb): Promise<readonly OwnRow[]> {
  const apart = (await customerDecisionsInForce(db)).filter(({ kind }) => kind !== 'merge');
  return apart.map(({ id, customerId, otherId, effectiveFrom, decidedAt }) => ({
    ...{ decision: id, customer_id: customerId, other_id: otherId },
    ...{ decided_on: effectiveFrom, decided_at: decidedAt },
  }));
}
