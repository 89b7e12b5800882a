import { category, i32, ratio } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const scoreCurve = defineEntity({
  name: 'score_curve',
  description: 'One point of the curve that turns the value of a KPI into a score.',
  columns: {
    kpi: category,
    type: category.describe(
      'linear: 100 × value between floor and cap; step: the highest reached; points: straight lines',
    ),
    point_no: i32.describe('1, 2, … by value; 0 of a linear curve, which has no points'),
    floor: ratio.orNull().describe('Linear: below this value the score is 0'),
    cap: ratio.orNull().describe('Linear: the highest score'),
    value: ratio.orNull().describe('From this value on'),
    score: ratio.orNull(),
  },
  key: ['kpi', 'point_no'],
});
