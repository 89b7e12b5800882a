import { describe, expect, it } from 'vitest';
import { exact } from './exact.ts';
import { scoreSteps } from './explain/score-steps.ts';
import type { CatalogueKpi, KpiMonthFact, PeriodFacts } from './facts.ts';
import { keptFacts, readFacts } from './marts/kept-facts.ts';
import { type KpiValue, kpiValueOf } from './measure.ts';
import { refusalsOf } from './refusals/refusals-of.ts';
import { rounded } from './rounding.ts';
import { statementOf } from './statement.ts';
import { facts as small } from './test-facts.ts';

const ratio: CatalogueKpi = { version: 2, form: 'ratio', direction: 'higher' };
const total: CatalogueKpi = { version: 1, form: 'sum', direction: 'higher' };
const line = { type: 'linear', floor: null, cap: '120' } as const;
const month = (employeeId: string, kpi: string, of: string, [numerator, denominator]: [string, string]) => ({
  ...{ employeeId, kpi, month: `2026-${of}-01`, numerator, denominator },
});
const kpiMonths: readonly KpiMonthFact[] = [
  month('A1', 'within_sla', '07', ['3', '4']),
  month('A1', 'within_sla', '09', ['1', '1']),
  month('N1', 'within_sla', '08', ['0', '2']),
  month('A1', 'collected', '07', ['90000', '0']),
  month('A1', 'collected', '08', ['-10000.5', '0']),
  month('N1', 'collected', '08', ['5000', '0']),
];

/** Sales weigh a half, KPIs of the catalogue the other. */
const facts: PeriodFacts = {
  ...small,
  weightSets: small.weightSets.map((set) => ({
    ...set,
    weights: { sales: '0.5', within_sla: '0.3', collected: '0.2' },
  })),
  curves: { ...small.curves, within_sla: line, collected: line },
  catalogue: { within_sla: ratio, collected: total },
  kpiMonths,
  targets: [
    ...small.targets,
    { employeeId: 'A1', kpi: 'collected', base: '100000', proration: 'none', ramp: '1' },
  ],
};

function told(value: KpiValue | undefined): string {
  if (value === undefined) return 'not measured';
  return value.missing ?? rounded(value.value, 6);
}

describe('a KPI of the catalogue on a scorecard', () => {
  const statement = statementOf(facts);
  const rep = (id: string) => {
    const found = statement.reps.find(({ person }) => person.employeeId === id);
    if (found === undefined) throw new Error(`${id} has no statement.`);
    return found;
  };

  it('adds its months up before it divides, a sum by its own target', () => {
    const { values } = rep('A1');
    // 4 of 5 answered in time; 79,999.5 of 100,000.
    expect([told(kpiValueOf(values, 'within_sla')), told(kpiValueOf(values, 'collected'))]).toEqual([
      ...['0.800000', '0.799995'],
    ]);
    expect(told(kpiValueOf(values, 'charm'))).toBe('not measured');
  });

  it('says where there is nothing to divide by, and gives its weight to the others', () => {
    const { values, scorecard } = rep('B1');
    expect([told(kpiValueOf(values, 'within_sla')), told(kpiValueOf(values, 'collected'))]).toEqual([
      ...['no_base', 'no_target'],
    ]);
    const sales = scorecard.kpis.find(({ kpi }) => kpi === 'sales')?.score ?? exact('0');
    expect(rounded(scorecard.score ?? exact('0'), 6)).toBe(rounded(sales, 6));
  });

  it('of a team is that of its people together', () => {
    const { values } = statement.team;
    // 4 of 7; 84,999.5 by the one target of 100,000.
    expect([told(kpiValueOf(values, 'within_sla')), told(kpiValueOf(values, 'collected'))]).toEqual([
      ...['0.571429', '0.849995'],
    ]);
  });

  it('is explained month by month, by the version that was declared', () => {
    const steps = scoreSteps(rep('A1'), facts);
    const of = (key: string) => steps.find((step) => step.key === key);
    expect(of('within_sla_numerator')?.terms.map(({ key, value }) => `${key} ${rounded(value, 1)}`)).toEqual([
      ...['within_sla[2026-07-01] 3.0', 'within_sla[2026-09-01] 1.0'],
    ]);
    expect(of('within_sla_denominator')?.terms.map(({ value }) => rounded(value, 1))).toEqual(['4.0', '1.0']);
    expect(of('within_sla_value')?.rule).toMatchObject({ basis: 'own', version: 2, form: 'ratio' });
    expect(of('collected_numerator')?.terms.map(({ value }) => rounded(value, 1))).toEqual([
      ...['90000.0', '-10000.5'],
    ]);
    expect(of('collected_value')?.terms.map(({ key }) => key)).toEqual([
      'collected_numerator',
      'collected_target',
    ]);
  });

  it('is kept with the facts and read again as it was', () => {
    const rows = keptFacts({ periodId: facts.period.id, planId: 'P', facts });
    const [again] = readFacts([...rows]);
    expect(again?.facts).toMatchObject({ catalogue: facts.catalogue, kpiMonths });
  });

  it('is refused where nothing computes it', () => {
    const { catalogue: _catalogue, ...without } = facts;
    expect(refusalsOf(without).map(({ key, rule }) => `${key} ${rule}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/weights\.within_sla kpi_known$/),
        'targets[A1 collected] kpi_known',
      ]),
    );
    expect(refusalsOf(facts)).toEqual([]);
  });
});
