import { expect, it } from 'vitest';
import { accuracyOf } from './accuracy.ts';

it('is one less the errors of what was sold, and tells of a lean to one side', () => {
  const months = [
    { actual: '100', forecast: '110' },
    { actual: '200', forecast: '180' },
    { actual: '300', forecast: '330' },
  ];
  const { wape, accuracy, bias, reason } = accuracyOf(months);
  expect([wape, accuracy, bias?.toFixed(6), reason]).toEqual([0.1, 0.9, '0.033333', '']);
});

it('has no accuracy of nothing, and none without sales', () => {
  expect(accuracyOf([])).toMatchObject({ accuracy: null, bias: null, reason: 'nothing_frozen' });
  expect(accuracyOf([{ forecast: '5', actual: '0' }])).toMatchObject({
    wape: null,
    reason: 'nothing_sold',
    months: 1,
  });
});
