import { category, i32, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const scoreCurve = defineEntity({
  name: 'score_curve',
  description: 'One point of the curve that turns the value of a KPI into a score.',
  descriptionZh: '把指标值换算成得分的曲线上的一点。',
  columns: {
    plan_id: string.describe('Plan whose people it is for; empty: all', '适用的方案；空：所有方案'),
    plan_version: i32.describe('Version of that plan; 0: all', '该方案的版本；0：所有版本').isAttribute(),
    kpi: category.describe('Key of the KPI', '指标代码'),
    type: category.describe(
      'linear: 100 × value between floor and cap; step: the highest reached; points: straight lines',
      'linear：下限与上限之间为 100 × 值；step：取达到的最高档；points：折线',
    ),
    point_no: i32
      .describe(
        '1, 2, … by value; 0 of a linear curve, which has no points',
        '按值排序 1、2…；linear 无节点，记 0',
      )
      .isAttribute(),
    floor: ratio.orNull().describe('Linear: below this value the score is 0', 'linear：低于此值得 0 分'),
    cap: ratio.orNull().describe('Linear: the highest score', 'linear：最高得分'),
    value: ratio.orNull().describe('From this value on', '自该值起'),
    score: ratio.orNull().describe('Score at that value', '该值对应的得分'),
  },
  key: ['plan_id', 'plan_version', 'kpi', 'point_no'],
});
