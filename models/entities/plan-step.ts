import { category, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const planStep = defineEntity({
  name: 'plan_step',
  description:
    'One tier, coefficient band or override of a commission plan, its numbers as the plan writes them.',
  descriptionZh: '提成方案的一个阶梯、系数档或管理提成，数字按方案原样保存。',
  columns: {
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    kind: category.describe(
      'tier: rate from a share of the target on; coefficient: factor from a score on; override: rate of whoever stands so many levels above',
      'tier：自某目标比例起的费率；coefficient：自某得分起的系数；override：高若干级的上级的费率',
    ),
    step_no: i32.describe('1, 2, … in the order of the plan', '按方案顺序 1、2…').isAttribute(),
    threshold: string.describe(
      'From here on: a share of the target, or a score; of an override the level',
      '起点：目标比例或得分；管理提成则为级别',
    ),
    value: string.describe('Rate or coefficient', '费率或系数'),
  },
  key: ['plan_id', 'version', 'kind', 'step_no'],
});
