import type { SuspicionRule } from './rule.ts';
import { conversionOutlier } from './rules/conversion-outlier.ts';
import { periodEndReturn } from './rules/period-end-return.ts';
import { regularVisits } from './rules/regular-visits.ts';
import { selfDealing } from './rules/self-dealing.ts';
import { simultaneousVisits } from './rules/simultaneous-visits.ts';
import { washOrder } from './rules/wash-order.ts';

/** Every rule that looks for falsified performance (R25). */
export const suspicionRules: readonly SuspicionRule[] = [
  washOrder,
  periodEndReturn,
  simultaneousVisits,
  regularVisits,
  conversionOutlier,
  selfDealing,
];
