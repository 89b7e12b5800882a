import { describe, expect, it } from 'vitest';
import type { PeriodFacts } from '../facts.ts';
import { statementOf } from '../statement.ts';
import { facts, factsWith } from '../test-facts.ts';
import { assertAppraisable, refusalsOf } from './refusals-of.ts';
import { findings } from './test-findings.ts';

it('nothing is refused in facts that are in order', () => {
  expect(refusalsOf(facts)).toEqual([]);
});

describe('settings and curves are refused', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'when the period has no day',
      factsWith({ period: { id: 'P', from: '2026-10-01', until: '2026-10-01' } }),
      ['meta.period: day'],
    ],
    [
      'when a holiday is no day',
      factsWith({ calendar: { holidays: ['中秋'], adjustedWorkdays: [] } }),
      ['calendar.holidays: day'],
    ],
    [
      'when a step is there twice, or a curve has no point',
      factsWith({
        curves: {
          ...facts.curves,
          csat: { type: 'points', points: [] },
          followup: {
            type: 'step',
            steps: [
              { min: '1', score: '100' },
              { min: '1.0', score: '80' },
            ],
          },
        },
      }),
      ['curves.followup: curve_unambiguous', 'curves.csat: curve_unambiguous'],
    ],
    [
      'when a bound is no number',
      factsWith({ curves: { ...facts.curves, sales: { type: 'linear', floor: 'half', cap: null } } }),
      ['curves.sales: decimal'],
    ],
  ])('%s', (_, of, refused) => {
    expect(findings(of)).toEqual(refused);
  });
});

describe('the error', () => {
  it('names file, key and rule, before anything is computed', () => {
    const bad = factsWith({ missingRates: [{ orderNo: 'O2', currency: 'USD', on: '2026-07-19' }] });
    expect(() => assertAppraisable(bad, 'company.json')).toThrow(
      expect.objectContaining({
        code: 'APPRAISAL_REFUSED',
        subject: 'company.json',
        message:
          'fx[USD]: No rate from USD to CNY is known on or before 2026-07-19, for order O2. (rate_known)',
      }),
    );
    expect(() => statementOf(bad)).toThrow('rate_known');
  });

  it('lists ten refusals and counts the others', () => {
    const missing = Array.from({ length: 13 }, (_, index) => ({
      orderNo: `O${index}`,
      currency: 'EUR',
      on: '2026-07-01',
    }));
    expect(() => assertAppraisable(factsWith({ missingRates: missing }), 'x')).toThrow(
      /O9.*\nand 3 more\.$/s,
    );
  });
});
