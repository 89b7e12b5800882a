import { describe, expect, it } from 'vitest';
import { adjustmentOf } from './adjustment.ts';
import { exact, whole } from './exact.ts';
import { type Figures, figuresOf, targetValue, together, validFollowups } from './figures.ts';
import { isMeasured, personValues, teamValues } from './measure.ts';
import { publishedAdjustment, publishedStatement } from './published.ts';
import { money } from './rounding.ts';
import { scorecardOf, weightedScore } from './scorecard.ts';
import { statementOf } from './statement.ts';
import { facts } from './test-facts.ts';

const { reps, team } = statementOf(facts);
const weighed = (kpi: string) => ({ stretches: [], byKpi: new Map([[kpi, exact('1')]]) });

describe('what was done', () => {
  it('adds up over the people of a team', () => {
    const all = together(reps.map(({ figures }) => figures));
    expect([money(all.netSales), money(all.overlaySales)]).toEqual(['397000.00', '10000.00']);
    expect([all.followups, all.newCustomers, all.survey.answers]).toEqual([{ logged: 50, flagged: 5 }, 1, 6]);
    expect([all.survey.sum, all.collection.paid, all.collection.due].map(money)).toEqual([
      ...['24.00', '255000.00', '305000.00'],
    ]);
    // Of follow-ups only A1 has a target of 60, N1 one of 30 ÷ 3; of sales 300,000 + 200,000 + 15,000.
    expect([...all.targets].map(([kpi, { value, parts }]) => [kpi, money(value), parts.length])).toEqual([
      ['sales', '515000.00', 3],
      ['followup', '70.00', 2],
    ]);
    expect([money(validFollowups(all)), targetValue(all, 'csat')]).toEqual(['45.00', null]);
    expect(together([]).targets.size).toBe(0);
  });

  it('adds up over the rows of a person', () => {
    const [A1] = reps;
    if (A1 === undefined) throw new Error('A1 has no statement.');
    const twice = figuresOf(
      {
        ...A1.person,
        followups: [...A1.person.followups, ...A1.person.followups],
        surveys: [...A1.person.surveys, ...A1.person.surveys],
        newCustomers: [
          { employeeId: 'A1', count: 2 },
          { employeeId: 'A1', count: 3 },
        ],
      },
      facts,
    );
    expect([twice.followups, twice.newCustomers]).toEqual([{ logged: 100, flagged: 10 }, 5]);
    expect([twice.survey.answers, money(twice.survey.sum)]).toEqual([8, '36.00']);
  });
});

describe('a KPI', () => {
  const silent: Figures = { ...team.figures, survey: { answers: 0, sum: whole(0) } };

  it('is measured by its name alone', () => {
    expect(['sales', 'followup', 'new_customers', 'csat', 'collection'].every(isMeasured)).toBe(true);
    expect(['charm', 'toString', ''].some(isMeasured)).toBe(false);
  });

  it('says why it cannot be told', () => {
    const none = { ...silent, targets: new Map(), collection: { paid: whole(0), due: whole(0) } };
    expect(teamValues(none)).toEqual({
      ...{ sales: { value: null, missing: 'no_target' }, followup: { value: null, missing: 'no_target' } },
      ...{
        new_customers: { value: null, missing: 'no_target' },
        csat: { value: null, missing: 'no_answers' },
      },
      collection: { value: null, missing: 'nothing_due' },
      catalogue: new Map(),
    });
  });

  it('of satisfaction is the team’s where there are too few answers of one’s own, and missing where it has none', () => {
    const few = { ...team.figures, survey: { answers: 2, sum: whole(4) } };
    expect(personValues(few, team.figures, 2).csat).toMatchObject({ basis: 'own', numerator: whole(4) });
    expect(personValues(few, team.figures, 3).csat).toMatchObject({
      basis: 'team_fallback',
      numerator: whole(24),
    });
    expect(personValues(few, silent, 3).csat).toEqual({ value: null, missing: 'no_answers' });
    // Nobody asked for a number of answers: without any there is no mean.
    expect(personValues(silent, team.figures, 0).csat).toEqual({ value: null, missing: 'no_answers' });
  });

  it('is refused on a card where nothing measures it or no curve scores it', () => {
    const refused = (message: string, kpi: string) =>
      expect.objectContaining({ code: 'APPRAISAL_REFUSED', subject: `weight of ${kpi}`, message });
    expect(() => scorecardOf(weighed('charm'), team.values, facts)).toThrow(
      refused('No KPI of this name is measured.', 'charm'),
    );
    expect(() => scorecardOf(weighed('sales'), team.values, { curves: {} })).toThrow(
      refused('The KPI has a weight but no curve.', 'sales'),
    );
  });

  it('gives its weight to the others where it has no score', () => {
    const of = (weight: string, score: string | null) => ({
      ...{ weight: exact(weight), score: score === null ? null : exact(score) },
    });
    // (0.5 × 80 + 0.2 × 45) ÷ 0.7
    const score = weightedScore([of('0.5', '80'), of('0.3', null), of('0.2', '45')]);
    expect([score && money(score), weightedScore([of('1', null)]), weightedScore([of('0', '9')])]).toEqual([
      ...['70.00', null, null],
    ]);
  });
});

describe('what is printed', () => {
  it('names the period by its first and its last day', () => {
    const { period, as_of } = publishedStatement(statementOf(facts));
    expect(period).toEqual({ id: '2026Q3', start: '2026-07-01', end: '2026-09-30' });
    expect(as_of).toBe('2026-09-30');
  });

  it('of an adjustment names the day of looking again', () => {
    const later = { ...facts, asOf: '2026-10-31' };
    expect(publishedAdjustment(adjustmentOf(facts, later))).toMatchObject({
      as_of: '2026-10-31',
      team: { net_closed: '397000.00', team_bonus_reopened: false },
    });
  });
});
