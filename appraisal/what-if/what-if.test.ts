import { describe, expect, it } from 'vitest';
import { exact, sum } from '../exact.ts';
import { money } from '../rounding.ts';
import { statementOf } from '../statement.ts';
import { facts } from '../test-facts.ts';
import { sumsBy, whatIf } from './cost.ts';
import { otherRules } from './other-rules.ts';

const period = { periodId: '2026Q3', planId: 'P', facts };
const earlier = { ...period, periodId: '2026Q2' };
const costOf = (rules: object, of = [period]) => whatIf(of, otherRules.parse(rules), 'rules.yaml');
const total = (rows: ReturnType<typeof whatIf>, side: 'before' | 'after' | 'difference') =>
  money(sum(rows.map((row) => exact(row[side]))));

describe('the cost of other rules', () => {
  it('is nothing when nothing is changed, and before is what the statements say', () => {
    const rows = costOf({});
    const { reps, manager } = statementOf(facts);
    expect(rows.every(({ difference }) => difference === '0.00')).toBe(true);
    expect(
      Object.fromEntries(rows.map(({ employeeId, part, before }) => [`${part} ${employeeId}`, before])),
    ).toEqual({
      ...Object.fromEntries(reps.map((rep) => [`rep ${rep.person.employeeId}`, money(rep.totalPayable)])),
      ...(manager === null ? {} : { [`manager ${manager.person.employeeId}`]: money(manager.override) }),
    });
  });

  it('is the statements under them: twice the override costs the override once more, and nobody else anything', () => {
    const rows = costOf({ plan: { manager_override_rate: '0.004' } });
    const { manager } = statementOf(facts);
    const [boss, ...others] = rows.toSorted((a, b) => (a.part < b.part ? -1 : 1));
    expect(boss).toMatchObject({ part: 'manager', difference: money(manager?.override ?? exact('0')) });
    expect(others.every(({ difference }) => difference === '0.00')).toBe(true);
  });

  it('takes the team bonus away where it is null, to the fen', () => {
    const rows = costOf({ plan: { team_bonus: null } });
    const bonus = sum(statementOf(facts).reps.map(({ teamBonus }) => teamBonus));
    expect(exact(total(rows, 'difference')).equals(exact(money(bonus)).neg())).toBe(true);
  });

  it('adds up over people and periods', () => {
    const rows = costOf({ plan: { tiers: [{ from: '0', rate: '0.06' }] } }, [earlier, period]);
    const byPeriod = sumsBy(rows, ({ periodId }) => periodId);
    expect(byPeriod.map(({ of }) => of)).toEqual(['2026Q2', '2026Q3']);
    expect(byPeriod[0]?.difference).toBe(byPeriod[1]?.difference);
    expect(sumsBy(rows, () => 'all')[0]).toEqual({
      ...{ of: 'all', before: total(rows, 'before'), after: total(rows, 'after') },
      difference: total(rows, 'difference'),
    });
    expect(total(rows, 'difference')).not.toBe('0.00');
  });

  it('is refused for weights of a role that nobody has', () => {
    expect(() => costOf({ weights: { pilot: { sales: '1' } } })).toThrow(
      expect.objectContaining({
        ...{ code: 'APPRAISAL_REFUSED', subject: 'rules.yaml' },
        message: 'weights.pilot: nobody has that role in the periods looked at.',
      }),
    );
  });

  it('is refused for rules that cannot be appraised by, naming their file', () => {
    const falling = { tiers: [{ from: '0.5', rate: '0.06' }] };
    expect(() => costOf({ plan: falling })).toThrow(
      expect.objectContaining({ code: 'APPRAISAL_REFUSED', subject: 'rules.yaml' }),
    );
    const [role = ''] = facts.weightSets.map((set) => set.role);
    expect(() => costOf({ weights: { [role]: { sales: '0.9' } } })).toThrow(/weight/);
    expect(otherRules.safeParse({ plan: { bonus: '1' } }).success).toBe(false);
  });
});
