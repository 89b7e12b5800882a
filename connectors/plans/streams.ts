import type { StreamDeclaration } from '../kit/connector.ts';

/** What the files in the folder of plans say. */
export const planFileStreams: readonly StreamDeclaration[] = [
  {
    name: 'plan',
    primaryKey: ['code', 'version'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: {
      ...{ code: 'string', version: 'int', file: 'string', sha256: 'string' },
      ...{ roles: 'json', unit: 'string', valid_from: 'date', valid_to: 'date', payout: 'string' },
      ...{ csat_min_answers: 'int', base: 'string', tier_mode: 'string' },
      ...{ min_attainment: 'string', cap: 'decimal', release: 'string' },
      ...{ bonus_min_attainment: 'string', bonus_rate: 'string', bonus_allocation: 'string' },
      ...{ manager_id: 'string', override_rate: 'string' },
      ...{ steps: 'json', draws: 'json', weights: 'json', perspectives: 'json', curves: 'json' },
    },
  },
  {
    name: 'period',
    primaryKey: ['period_id'],
    cursor: undefined,
    deleteMode: 'sweep',
    fields: { period_id: 'string', period_start: 'date', period_end: 'date' },
  },
];
