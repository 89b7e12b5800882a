import { describe, expect, it } from 'vitest';
import { explanationOf } from '../../appraisal/explain/explanation.ts';
import { scorecardRows } from '../../appraisal/marts/detail-rows.ts';
import { factsOf } from '../../appraisal/marts/facts-of.ts';
import { held, people, rows } from '../../appraisal/marts/several-plans.fixture.ts';
import { statementRows } from '../../appraisal/marts/statement-rows.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { heldAgainst } from './held-against.ts';

// Ann sells up to 31 August and stands above Cid from then on, who sells what was hers; Moe stands above Ann before, and sells nothing.
const given = rows({
  employee: [
    ...people.filter(({ employee_id, role }) => employee_id !== 'ANN' || role === 'AE'),
    { ...held('ANN', 'MGR', 'NAN', '2026-09-01'), kind: 'manager' },
    held('CID', 'AE', 'ANN', '2026-09-01'),
  ],
});
const credit = given.credit.map((each) => (each.order_no === 'O3' ? { ...each, employee_id: 'CID' } : each));
const facts = factsOf({ ...given, credit }).find(({ planId }) => planId === 'HUNT');
if (facts === undefined) throw new RangeError('HUNT pays nobody');
const statement = statementOf(facts.facts);
const written = { of: facts, statement };

const told = (employee: string, subject: 'statement' | 'score' | 'kpi', kpi?: string) => {
  const explanation = explanationOf(statement, employee, { subject, kpi });
  if (explanation === undefined) throw new RangeError(`nothing to explain of ${employee}`);
  return explanation;
};
const paid = (employee: string) => [...statementRows(written)].filter((row) => row.employee_id === employee);
const cards = (employee: string, kpi: string) =>
  scorecardRows(written).filter((row) => row.employee_id === employee && row.kpi === kpi);

describe('an explanation held against what is published', () => {
  it.each(['CID', 'MOE', 'ANN'])('agrees with what %s is paid and with the score', (employee) => {
    for (const subject of ['statement', 'score'] as const) {
      const explanation = told(employee, subject);
      expect(heldAgainst(explanation, paid(employee))).toEqual({
        ...{ agrees: true, published: explanation.result },
      });
    }
  });

  it('takes both parts of somebody who sells and stands above others for what is paid, and the own one for score and KPI', () => {
    const both = paid('ANN');
    expect(both.map(({ part }) => part)).toEqual(['rep', 'manager']);
    const [own, above] = both;
    const payable = told('ANN', 'statement');
    expect(payable.result).not.toBe(own?.total_payable);
    expect(heldAgainst(payable, [own])).toEqual({ agrees: false, published: own?.total_payable });
    expect(heldAgainst(payable, [above])).toEqual({ agrees: false, published: above?.total_payable });
    expect(above?.final_score).not.toBe(own?.final_score);
    expect(heldAgainst(told('ANN', 'score'), both.toReversed())).toMatchObject({ agrees: true });
    const sales = cards('ANN', 'sales');
    expect(sales.map(({ part }) => part)).toEqual(['rep', 'manager']);
    expect(heldAgainst(told('ANN', 'kpi', 'sales'), sales)).toMatchObject({ agrees: true });
  });

  it('differs by a fen in the column or in what is printed, and names the other number', () => {
    const [row] = paid('CID');
    const explanation = told('CID', 'statement');
    const more = '2400.01';
    expect(row?.total_payable).not.toBe(more);
    const inColumn = { ...row, total_payable: more };
    expect(heldAgainst(explanation, [inColumn])).toEqual({ agrees: false, published: more });
    const printed = JSON.stringify({ ...JSON.parse(row?.published ?? ''), total_payable: more });
    expect(heldAgainst(explanation, [{ ...row, published: printed }])).toEqual({
      ...{ agrees: false, published: more },
    });
  });

  it('differs by a KPI that is another beyond its last printed place, and by one that is not there', () => {
    const kpi = told('ANN', 'kpi', 'sales');
    const [card] = cards('ANN', 'sales');
    const changed = { ...card, numerator: String(Number(card?.numerator) + 10) };
    expect(heldAgainst(kpi, [changed]).agrees).toBe(false);
    expect(heldAgainst(kpi, [{ ...card, numerator: null }])).toEqual({ agrees: false, published: null });
    for (const subject of ['statement', 'score'] as const)
      expect(heldAgainst(told('CID', subject), [])).toEqual({ agrees: false, published: null });
  });
});
