import { describe, expect, it } from 'vitest';
import type { PeriodFacts, RoleSpan } from '../facts.ts';
import { facts, factsWith } from '../test-facts.ts';
import { findings } from './test-findings.ts';

const rep = { employeeId: 'A1', name: '安', kind: 'rep', managerId: 'M1' } as const;
const staffed = (changes: Partial<RoleSpan>) =>
  factsWith({
    employees: facts.employees.map((span) => (span.employeeId === 'N1' ? { ...span, ...changes } : span)),
  });

describe('people are refused', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'when somebody has two roles on one day',
      factsWith({
        employees: [...facts.employees, { ...rep, role: 'SR', from: '2026-09-30', until: '2026-10-01' }],
      }),
      ['employees[A1]: one_role_a_day'],
    ],
    ['when a role ends before it begins', staffed({ until: '2026-08-01' }), ['employees[N1]: day']],
    [
      'when managers go round in a circle',
      factsWith({
        employees: facts.employees.map((span) =>
          span.employeeId === 'M1' ? { ...span, managerId: 'A1' } : span,
        ),
      }),
      ['employees[A1]: no_cycle', 'employees[M1]: no_cycle'],
    ],
    ['when somebody is their own manager', staffed({ managerId: 'N1' }), ['employees[N1]: no_cycle']],
    [
      'when units go round in a circle',
      factsWith({
        units: [
          { unitId: 'X', parentId: 'Y' },
          { unitId: 'Y', parentId: 'X' },
          { unitId: 'Z', parentId: 'X' },
        ],
      }),
      ['units[X]: no_cycle', 'units[Y]: no_cycle'],
    ],
    [
      'when a target is negative, absurd, of no KPI or nobody’s',
      factsWith({
        targets: [
          { employeeId: 'A1', kpi: 'sales', base: '-1', proration: 'none', ramp: '1' },
          { employeeId: 'B1', kpi: 'sales', base: '1000000000000.01', proration: 'none', ramp: '-1' },
          { employeeId: 'Q9', kpi: 'charm', base: '1', proration: 'none', ramp: '1' },
        ],
      }),
      [
        'targets[A1 sales].base: not_negative',
        'targets[B1 sales].base: absurd_amount',
        'targets[B1 sales].ramp: not_negative',
        'targets[Q9 charm]: kpi_known',
        'targets[Q9 charm]: owner_in_team',
      ],
    ],
    [
      'when more follow-ups are flagged than logged',
      factsWith({ followups: [{ employeeId: 'A1', logged: 1, flagged: 2 }] }),
      ['followups[A1].logged less flagged: count'],
    ],
    [
      'when answers are counted in halves or their sum is negative',
      factsWith({ surveys: [{ employeeId: 'A1', answers: 1.5, sum: '-3' }] }),
      ['surveys[A1].n: count', 'surveys[A1].sum: not_negative'],
    ],
  ])('%s', (_, of, refused) => {
    expect(findings(of)).toEqual(refused);
  });
});
