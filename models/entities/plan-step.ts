import { category, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const planStep = defineEntity({
  name: 'plan_step',
  description: 'One tier or one coefficient band of a commission plan, its numbers as the plan writes them.',
  columns: {
    plan_id: string,
    version: i32,
    kind: category.describe('tier: rate from a share of the target on; coefficient: factor from a score on'),
    step_no: i32.describe('1, 2, … in the order of the plan'),
    threshold: string.describe('From here on: a share of the target, or a score'),
    value: string.describe('Rate or coefficient'),
  },
  key: ['plan_id', 'version', 'kind', 'step_no'],
});
