import { describe, expect, it } from 'vitest';
import { scoreOn } from '../curve.ts';
import { exact, greatest, least, sum, zero } from '../exact.ts';
import type { PeriodFacts } from '../facts.ts';
import { money, score } from '../rounding.ts';
import { statementOf } from '../statement.ts';
import { facts, factsWith, planned } from '../test-facts.ts';
import { explanationOf, printedExplanation } from './explanation.ts';
import type { Step } from './step.ts';

/** What a step's terms make, worked out here again. */
function madeOf({ operation, terms }: Step) {
  const [first = zero, ...others] = terms.map(({ value }) => value);
  switch (operation) {
    case 'sum':
      return sum(terms.map(({ value }) => value));
    case 'product':
      return others.reduce((made, value) => made.mul(value), first);
    case 'quotient':
      return others.reduce((made, value) => made.div(value), first);
    case 'least':
      return others.reduce(least, first);
    case 'greatest':
      return others.reduce(greatest, first);
    case 'weighted_mean': {
      const weights = sum(terms.map(({ weight }) => weight ?? zero));
      return weights.equals(0)
        ? zero
        : sum(terms.map((each) => each.value.mul(each.weight ?? zero))).div(weights);
    }
    case 'rule':
      return undefined;
  }
}

/** Every step is what its terms make, and every term that another step explains has that step's value. */
function expectToAddUp(steps: readonly Step[]) {
  const values = new Map(steps.map((each) => [each.key, each.value]));
  for (const each of steps) {
    const made = madeOf(each);
    expect(made === undefined || made.equals(each.value), each.key).toBe(true);
    for (const { key, value } of each.terms) {
      const explained =
        key.startsWith('commission[') && each.key === 'commission_paid_for' ? undefined : values.get(key);
      expect(explained === undefined || explained.equals(value), `${each.key} ← ${key}`).toBe(true);
    }
  }
}

const variants: Readonly<Record<string, PeriodFacts>> = {
  'as they are': facts,
  'without a cap': planned({ cap: null }),
  'below the gate': planned({ minAttainment: '5' }),
  'released at once': planned({ release: null }),
  'by perspectives': factsWith({
    perspectives: { sales: 'finance', csat: 'finance', collection: 'finance', followup: 'process' },
  }),
  'without targets': factsWith({ targets: [] }),
  'with targets that nothing is divided by': factsWith({
    targets: [
      ...facts.targets,
      ...['csat', 'collection'].flatMap((kpi) =>
        facts.targets.filter((each) => each.kpi === 'sales').map((each) => ({ ...each, kpi, value: '4.5' })),
      ),
    ],
  }),
};

describe.each(Object.entries(variants))('the explanation of facts %s', (_, of) => {
  const statement = statementOf(of);

  it.each(statement.reps.map((rep) => [rep.person.employeeId, rep] as const))(
    'of %s adds up to what is paid and scored',
    (id, rep) => {
      const pay = explanationOf(statement, id, { subject: 'statement' });
      expectToAddUp(pay?.steps ?? []);
      expect(pay?.steps.at(-1)?.value.equals(rep.totalPayable)).toBe(true);
      expect(pay?.result).toBe(money(rep.totalPayable));
      const step = (key: string) => pay?.steps.find((each) => each.key === key)?.value;
      const { commission, draw, scorecard } = rep;
      for (const [key, value] of Object.entries({
        ...{ of_deals: commission.ofDeals, earned: commission.earned, after_cap: commission.afterCap },
        ...{
          after_coefficient: commission.afterCoefficient,
          released: commission.released,
          held: commission.held,
        },
        ...{ draw_top_up: draw.topUp, draw_guarantee: draw.guarantee, score: scorecard.score ?? zero },
      }))
        expect(step(key)?.equals(value), key).toBe(true);
      for (const kpi of scorecard.kpis) {
        const told = explanationOf(statement, id, { subject: 'kpi', kpi: kpi.kpi });
        expectToAddUp(told?.steps ?? []);
        if (kpi.value.value === null) expect([told?.result, told?.steps]).toEqual([null, []]);
        else {
          expect(told?.steps.at(-1)?.value.equals(kpi.value.value), kpi.kpi).toBe(true);
          expect(step(`${kpi.kpi}_score`)?.equals(scoreOn(kpi.curve, kpi.value.value))).toBe(true);
        }
        expect(
          scorecard.score === null || kpi.score === null || step(`${kpi.kpi}_weight`)?.equals(kpi.weight),
        ).toBe(true);
      }
      const scored = explanationOf(statement, id, { subject: 'score' });
      expect(scored?.result).toBe(scorecard.score === null ? null : score(scorecard.score));
    },
  );
});

describe('an explanation', () => {
  const statement = statementOf(facts);
  const stepOf = (id: string, key: string) =>
    explanationOf(statement, id, { subject: 'statement' })?.steps.find((each) => each.key === key);

  it('names what does not count, and why', () => {
    expect(stepOf('N1', 'net_sales')?.excluded.map(({ key, why }) => [key, why.en])).toEqual([
      ['orders[O2]', 'Overlay credit: beside net sales, never part of it'],
      ['orders[O4]', 'Under review: no credit until it is cleared'],
    ]);
    expect(stepOf('A1', 'net_sales')?.excluded[0]?.why.zh).toContain('2026-06-20');
  });

  it('multiplies every slice by the rate of its tier', () => {
    const slices = stepOf('A1', 'commission[O1]')?.terms ?? [];
    expect(slices.length).toBeGreaterThan(1);
    for (const { value, row } of slices) {
      const { amount, rate } = printedRow(row);
      expect(exact(amount).mul(exact(rate)).equals(value)).toBe(true);
    }
  });

  it('is printed in one language, with fractions where decimals do not end', () => {
    const told = explanationOf(statement, 'B1', { subject: 'statement' });
    if (told === undefined) throw new Error('nothing told');
    const zh = printedExplanation(told, 'zh');
    expect(zh.steps.at(-1)).toMatchObject({ key: 'total_payable', label: '应付合计' });
    const weight = zh.steps.find(({ key }) => key === 'sales_weight');
    expect(weight?.terms[0]?.fraction).toMatch(/^\d+\/\d+$/);
    expect(JSON.parse(JSON.stringify(zh))).toEqual(zh);
  });

  it('is not there for somebody, or a KPI, that the statement does not know', () => {
    expect(explanationOf(statement, 'Z9', { subject: 'score' })).toBeUndefined();
    expect(explanationOf(statement, 'N1', { subject: 'kpi', kpi: 'csat' })).toBeUndefined();
  });
});

function printedRow(row: unknown): { readonly amount: string; readonly rate: string } {
  const { amount, rate } = printedExplanationRow(row);
  return { amount: String(amount), rate: String(rate) };
}

function printedExplanationRow(row: unknown): Readonly<Record<string, unknown>> {
  if (typeof row !== 'object' || row === null) throw new Error('no row');
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? value : money(value)]),
  );
}
