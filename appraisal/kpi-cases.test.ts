import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workdaysOf } from './calendar.ts';
import { type Exact, exact, whole } from './exact.ts';
import type { DecimalText } from './facts.ts';
import type { Figures } from './figures.ts';
import { decompose } from './largest-remainder.ts';
import { type KpiValue, measures } from './measure.ts';
import { percent, score } from './rounding.ts';
import { weightedScore } from './scorecard.ts';
import { targetFrom, targetsOf } from './target.ts';
import { targetBand } from './target-band.ts';

const shared = process.env.YARDSTICK_SHARED;

interface KpiCase {
  readonly kpi: string;
  // The shape of a case's inputs depends on its KPI; each reader below knows its own.
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

const nothing: Figures = {
  netSales: exact('0'),
  overlaySales: exact('0'),
  targets: new Map(),
  followups: { logged: 0, flagged: 0 },
  newCustomers: 0,
  survey: { answers: 0, sum: exact('0') },
  collection: { paid: exact('0'), due: exact('0') },
  catalogue: new Map(),
};

const number = (value: unknown): Exact => exact(String(value));
const numbers = (values: unknown): unknown[] => (Array.isArray(values) ? values : []);
const texts = (values: unknown): string[] => numbers(values).map(String);
const percentOf = (kpi: KpiValue) => (kpi.value === null ? null : percent(kpi.value));

function target(kpi: string, value: Exact): Figures['targets'] {
  const fact = { employeeId: 'X', kpi, base: '0', proration: 'none', ramp: '1' } as const;
  return new Map([[kpi, targetFrom([{ fact, presence: [], proration: whole(1), value }])]]);
}

function weighted(inputs: KpiCase['inputs']): DecimalText | null {
  const weights = Object.entries(inputs.weights ?? {});
  const scores = new Map(Object.entries(inputs.scores ?? {}));
  const value = weightedScore(
    weights.map(([kpi, weight]) => {
      const own = scores.get(kpi);
      return { weight: number(weight), score: own === null ? null : number(own) };
    }),
  );
  return value === null ? null : score(value);
}

function workdays(inputs: KpiCase['inputs']): string[] {
  const calendar = { holidays: texts(inputs.holidays), adjustedWorkdays: texts(inputs.adjusted_workdays) };
  const edges = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'] as const;
  const [first, second, third, end] = edges;
  return [
    { from: first, until: second },
    { from: second, until: third },
    { from: third, until: end },
    { from: first, until: end },
  ].map((range) => String(workdaysOf(range, calendar)));
}

/** Twelve weeks have 60 workdays; from the Wednesday of the fifth on, 38 are left. */
function prorated(base: string): DecimalText {
  const period = { from: '2026-07-06', until: '2026-09-28' };
  const roles = [{ from: '2026-08-05', until: '2026-12-31' }];
  const fact = { employeeId: 'X', kpi: 'sales', base, proration: 'workday', ramp: '1' } as const;
  const calendar = { holidays: [], adjustedWorkdays: [] };
  return score(targetsOf([fact], { period, calendar, roles, elsewhere: [] }).get('sales')?.value ?? whole(0));
}

/** The cases whose arithmetic is that of scores and pay; the others are shapes of SQL. */
const answers: Readonly<Record<string, (inputs: KpiCase['inputs']) => unknown>> = {
  attainment_pct: ({ actual, target: goal }) =>
    percentOf(
      measures.sales({ ...nothing, netSales: number(actual), targets: target('sales', number(goal)) }),
    ),
  csat_mean: ({ scores }) => {
    const survey = {
      answers: numbers(scores).length,
      sum: number(numbers(scores).reduce<number>((all, one) => all + Number(one), 0)),
    };
    const { value } = measures.csat({ ...nothing, survey });
    return value === null ? null : score(value);
  },
  followup_pct: ({ logged, flagged, target_per_month, months }) =>
    percentOf(
      measures.followup({
        ...nothing,
        followups: { logged: Number(logged), flagged: Number(flagged) },
        targets: target('followup', number(target_per_month).mul(number(months))),
      }),
    ),
  collection_rate_pct: ({ due, paid_by_cutoff }) =>
    percentOf(
      measures.collection({ ...nothing, collection: { due: number(due), paid: number(paid_by_cutoff) } }),
    ),
  weighted_score: weighted,
  weighted_score_na: weighted,
  target_band: ({ base, uplift_band_pct }) => {
    const [low = '', high = ''] = texts(uplift_band_pct);
    return targetBand(String(base), [low, high]);
  },
  decompose: ({ total, shares }) => decompose(String(total), texts(shares)),
  workdays_2026Q1: workdays,
  prorate_workday: ({ base }) => prorated(String(base)),
};

describe.skipIf(shared === undefined)('the KPI cases of the golden file', () => {
  const golden = (): {
    kpi_cases: KpiCase[];
    expected: { team_target_band: string[] };
    inputs: { meta: Record<string, unknown> };
  } => JSON.parse(readFileSync(join(shared ?? '', 'golden/performance.json'), 'utf8'));

  it('come out as expected', () => {
    const cases = golden().kpi_cases.filter(({ kpi }) => kpi in answers);
    expect(cases).toHaveLength(11);
    for (const { kpi, inputs, expected } of cases)
      expect([kpi, answers[kpi]?.(inputs)]).toEqual([kpi, expected]);
  });

  it('put the team’s target between last year’s sales raised by 7 and 8 per cent', () => {
    const { expected, inputs } = golden();
    const [low = '', high = ''] = texts(inputs.meta.target_growth_band_pct);
    expect(targetBand(String(inputs.meta.prior_year_team_sales), [low, high])).toEqual(
      expected.team_target_band,
    );
  });
});
