import { describe, expect, it } from 'vitest';
import { decompose } from '../largest-remainder.ts';
import { company } from '../plan-file/company.fixture.ts';
import { smartRefusals } from './smart.ts';
import { suggestTarget } from './suggest.ts';

const draft = {
  owner: 'E7',
  kpi: 'sales',
  unit: 'CNY',
  value: '100000',
  from: '2026-07-01',
  until: '2026-10-01',
};

describe('a target', () => {
  const rules = (change: object) =>
    smartRefusals('targets[0]', { ...draft, ...change }, company).map(({ key, rule }) => `${key}: ${rule}`);

  it('that says whose, what, how much and when is taken', () => {
    expect(rules({})).toEqual([]);
    expect(rules({ kpi: 'followup', unit: 'count', value: '60' })).toEqual([]);
  });

  it.each([
    ['unit', { unit: undefined }, 'targets[0].unit: smart'],
    ['owner', { owner: ' ' }, 'targets[0].owner: smart'],
    ['first day', { from: undefined }, 'targets[0].from: smart'],
    ['end', { until: undefined }, 'targets[0].until: smart'],
    ['value above 0', { value: '0' }, 'targets[0].value: smart'],
    ['sensible value', { value: '-5' }, 'targets[0].value: not_negative'],
    ['known KPI', { kpi: 'charm' }, 'targets[0].kpi: kpi_known'],
    ['unit of its KPI', { unit: 'USD' }, 'targets[0].unit: unit'],
    ['period of at least a day', { until: '2026-07-01' }, 'targets[0]: day'],
  ])('without a %s is refused', (_, change, refusal) => {
    expect(rules(change)).toContain(refusal);
  });
});

describe('a suggestion', () => {
  it('lies two to three points above the market', () => {
    expect(suggestTarget('1000000', '0.05')).toEqual({
      low: '1070000.00',
      high: '1080000.00',
      growth: ['7.00', '8.00'],
    });
    expect(suggestTarget('2800000', '0.05')).toMatchObject({ low: '2996000.00', high: '3024000.00' });
  });
});

describe('a decomposition', () => {
  it('adds up to the fen from team to person to month', () => {
    const people = decompose('1000000.01', ['1', '1', '1']);
    const months = people.flatMap((value) => decompose(value, ['31', '28', '31']));
    const fen = months.reduce((sum, value) => sum + BigInt(value.replace('.', '')), 0n);
    expect([people, fen]).toEqual([['333333.34', '333333.34', '333333.33'], 100000001n]);
  });
});
