import type { StreamDeclaration } from '../kit/connector.ts';

/** What people have decided in Yardstick itself. */
export const ledgerStreams: readonly StreamDeclaration[] = [
  {
    name: 'target',
    primaryKey: ['owner_kind', 'owner', 'kpi', 'product', 'region', 'period_start', 'period_end'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: {
      ...{ owner_kind: 'string', owner: 'string', kpi: 'string', product: 'string', region: 'string' },
      ...{ period_start: 'date', period_end: 'date', version: 'int', value: 'decimal', unit: 'string' },
      ...{ proration: 'string', ramp: 'decimal', approved_at: 'timestamp' },
    },
  },
  {
    name: 'suspicion_decision',
    primaryKey: ['suspicion_id'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: {
      ...{ suspicion_id: 'string', state: 'string', evidence_hash: 'string', reason: 'string' },
      ...{ subject_kind: 'string', concerns: 'json' },
      ...{ decided_by: 'string', decided_at: 'timestamp' },
    },
  },
  {
    name: 'customer_merge',
    primaryKey: ['decision'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: {
      decision: 'int',
      from_id: 'string',
      into_id: 'string',
      merged_on: 'date',
      decided_at: 'timestamp',
    },
  },
  {
    name: 'customer_apart',
    primaryKey: ['decision'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: {
      decision: 'int',
      customer_id: 'string',
      other_id: 'string',
      decided_on: 'date',
      decided_at: 'timestamp',
    },
  },
];
