import { expect, it } from 'vitest';
import { objectiveScore } from './objective-score.ts';

it.each([
  [[0.7, 0.5, 0.9], '0.70'],
  [[0, 0, 0], '0.00'],
  [[1, 1, 1, 1, 1], '1.00'],
  // 0.67 ÷ 4 = 0.1675; 0.25 ÷ 3 = 0.0833…; 0.06 ÷ 4 = 0.015 goes up.
  [[0.1, 0.2, 0.3, 0.07], '0.17'],
  [[0.1, 0.1, 0.05], '0.08'],
  [[0.01, 0.01, 0.02, 0.02], '0.02'],
])('is the mean of %j, rounded once', (scores, mean) => {
  expect(objectiveScore(scores.map((score) => ({ score })))).toBe(mean);
});
