import { expect, it } from 'vitest';
import { fctSuspicion } from '../fct/suspicion.ts';
import { suspicionRules } from './rules.ts';
import { activeRules } from './settings.ts';

it('takes every rule, and lets none of them hold credit, unless told otherwise', () => {
  expect(activeRules().map(({ rule, holds }) => [rule.name, holds])).toEqual(
    suspicionRules.map(({ name }) => [name, false]),
  );
  const some = activeRules({
    wash_order: { hold: true, thresholds: { window_days: 7 } },
    self_dealing: { enabled: false },
  });
  expect(some.map(({ rule }) => rule.name)).not.toContain('self_dealing');
  expect(some[0]).toMatchObject({ holds: true, limits: { window_days: '7', min_orders: '2' } });
});

it.each([
  [{ wash: {} }, /quality\.rules\.wash: found a rule, expected one of: wash_order/],
  [
    { wash_order: { thresholds: { days: 1 } } },
    /wash_order\.thresholds\.days: found a threshold, expected one of/,
  ],
  [
    { wash_order: { thresholds: { amount_tolerance: 1e-7 } } },
    /wash_order\.thresholds\.amount_tolerance: found 1e-7, expected a number/,
  ],
  [
    { wash_order: { thresholds: { window_days: 1.5 } } },
    /wash_order\.thresholds\.window_days: found 1\.5, expected a whole number of 0 or more/,
  ],
  [
    { period_end_return: { thresholds: { period_months: 0 } } },
    /period_months: found 0, expected a whole number of 1 or more/,
  ],
  [{ conversion_outlier: { hold: true } }, /conversion_outlier\.hold: found true, expected false/],
])('refuses %j', (settings, problem) => {
  expect(() => activeRules(settings)).toThrow(problem);
});

it('reads nothing for a rule that is off', () => {
  const only = Object.fromEntries(
    suspicionRules.map(({ name }) => [name, { enabled: name === 'regular_visits' }]),
  );
  expect(Object.keys(fctSuspicion(activeRules(only)).inputs)).toEqual(['activity', 'customer', 'decision']);
  const none = Object.fromEntries(suspicionRules.map(({ name }) => [name, { enabled: false }]));
  expect(Object.keys(fctSuspicion(activeRules(none)).inputs)).toEqual(['decision']);
});

it('lets one alias mean one thing in every rule', () => {
  const meanings = new Map<string, string>();
  for (const { inputs } of suspicionRules)
    for (const [alias, mapping] of Object.entries(inputs)) {
      expect(meanings.get(alias) ?? JSON.stringify(mapping), alias).toBe(JSON.stringify(mapping));
      meanings.set(alias, JSON.stringify(mapping));
    }
});
