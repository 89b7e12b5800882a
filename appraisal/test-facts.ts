// A small team with everything a plan can ask for; tests change what they are about.
import type { CreditFact, OrderEvent, OrderFact, PeriodFacts, Plan } from './facts.ts';

export interface OrderInput extends Partial<Omit<OrderFact, 'credits' | 'events'>> {
  readonly orderNo: string;
  readonly bookedOn: string;
  readonly amount: string;
  readonly reversals?: readonly OrderEvent[];
  /** Employee → parts of 100. */
  readonly revenue?: Readonly<Record<string, string>>;
  readonly overlay?: Readonly<Record<string, string>>;
}

function creditsOf(kind: CreditFact['kind'], parts: Readonly<Record<string, string>>): CreditFact[] {
  return Object.entries(parts).map(([employeeId, part]) => ({ employeeId, kind, part, whole: '100' }));
}

export function order({ amount, reversals, revenue, overlay, ...given }: OrderInput): OrderFact {
  const paid = given.paid ?? '0';
  return {
    confirmedAt: `${given.bookedOn}T02:00:00Z`,
    dqStatus: 'ok',
    paid,
    paidAtClose: paid,
    fxGain: '0',
    dueOn: null,
    ...given,
    events: [{ kind: 'booking', on: given.bookedOn, amount }, ...(reversals ?? [])],
    credits: [...creditsOf('revenue', revenue ?? {}), ...creditsOf('overlay', overlay ?? {})],
  };
}

export const plan: Plan = {
  planId: 'P',
  version: 1,
  from: '2026-01-01',
  until: '2027-01-01',
  base: 'net_sales',
  tierMode: 'marginal',
  tiers: [
    { from: '0', rate: '0.05' },
    { from: '0.5', rate: '0.03' },
    { from: '1', rate: '0.02' },
  ],
  minAttainment: '0.4',
  cap: '11000',
  coefficientBands: [
    { minScore: '90', coefficient: '1.20' },
    { minScore: '70', coefficient: '1.00' },
    { minScore: '0', coefficient: '0.50' },
  ],
  release: 'per_deal_paid_fraction',
  draws: [{ employeeId: 'N1', monthly: '3000', months: 1, recoverable: false }],
  teamBonus: { minAttainment: '0.75', rate: '0.01', allocation: 'score_x_days' },
  manager: { employeeId: 'M1', overrideRate: '0.002' },
};

const always = { from: '2020-01-01', until: '2100-01-01' };
const rep = { kind: 'rep', managerId: 'M1' } as const;
const revenue = (employeeId: string) => ({ revenue: { [employeeId]: '100' } });

/** A1 the whole period, B1 promoted on 1 September, N1 hired that day, M1 their manager. */
export const facts: PeriodFacts = {
  period: { id: '2026Q3', from: '2026-07-01', until: '2026-10-01' },
  asOf: '2026-09-30',
  baseCurrency: 'CNY',
  teamId: 'T',
  csatMinAnswers: 3,
  calendar: { holidays: ['2026-09-25'], adjustedWorkdays: ['2026-09-20'] },
  employees: [
    { ...always, ...rep, employeeId: 'A1', name: '安', role: 'AE' },
    { ...rep, employeeId: 'B1', name: '白', role: 'AE', from: '2024-01-01', until: '2026-09-01' },
    { ...rep, employeeId: 'B1', name: '白', role: 'SR', from: '2026-09-01', until: '2100-01-01' },
    { ...rep, employeeId: 'N1', name: '宁', role: 'NEW', from: '2026-09-01', until: '2100-01-01' },
    { ...always, employeeId: 'M1', name: '孟', kind: 'manager', managerId: null, role: 'MGR' },
  ],
  units: [
    { unitId: 'HQ', parentId: null },
    { unitId: 'T', parentId: 'HQ' },
  ],
  weightSets: [
    { ...always, role: 'AE', version: 1, weights: { sales: '0.5', followup: '0.3', csat: '0.2' } },
    { ...always, role: 'SR', version: 1, weights: { sales: '0.8', collection: '0.2' } },
    { ...always, role: 'NEW', version: 1, weights: { sales: '1' } },
    { ...always, role: 'MGR', version: 1, weights: { sales: '0.7', collection: '0.3' } },
  ],
  curves: {
    sales: { type: 'linear', floor: '0.5', cap: '150' },
    followup: {
      type: 'step',
      steps: [
        { min: '1', score: '100' },
        { min: '0.8', score: '80' },
        { min: '0.6', score: '60' },
      ],
    },
    csat: {
      type: 'points',
      points: [
        ['1', '0'],
        ['5', '100'],
      ],
    },
    collection: { type: 'linear', floor: null, cap: '100' },
    new_customers: { type: 'linear', floor: null, cap: null },
  },
  targets: [
    { employeeId: 'A1', kpi: 'sales', base: '300000', proration: 'none', ramp: '1' },
    { employeeId: 'B1', kpi: 'sales', base: '200000', proration: 'calendar_day', ramp: '1' },
    { employeeId: 'N1', kpi: 'sales', base: '90000', proration: 'workday', ramp: '0.5' },
    { employeeId: 'A1', kpi: 'followup', base: '60', proration: 'month', ramp: '1' },
    { employeeId: 'N1', kpi: 'followup', base: '30', proration: 'month', ramp: '1' },
  ],
  plans: [plan],
  orders: [
    order({
      orderNo: 'O1',
      bookedOn: '2026-07-10',
      amount: '200000',
      paid: '200000',
      fxGain: '12.5',
      dueOn: '2026-08-10',
      ...revenue('A1'),
    }),
    order({
      orderNo: 'O2',
      bookedOn: '2026-08-05',
      amount: '150000',
      reversals: [{ kind: 'refund', on: '2026-09-01', amount: '-50000' }],
      paid: '50000',
      dueOn: '2026-09-05',
      revenue: { A1: '60', B1: '40' },
      overlay: { N1: '10' },
    }),
    {
      ...order({ orderNo: 'O3', bookedOn: '2026-07-20', amount: '92000', dueOn: '2026-10-20' }),
      credits: [
        { employeeId: 'A1', kind: 'revenue', part: '31', whole: '92' },
        { employeeId: 'B1', kind: 'revenue', part: '61', whole: '92' },
      ],
    },
    order({
      orderNo: 'O4',
      bookedOn: '2026-09-02',
      amount: '50000',
      dqStatus: 'under_review',
      paid: '50000',
      dueOn: '2026-09-30',
      ...revenue('N1'),
    }),
    order({
      orderNo: 'O5',
      bookedOn: '2026-09-10',
      amount: '5000',
      paid: '6000',
      dueOn: '2026-09-30',
      ...revenue('N1'),
    }),
    order({
      orderNo: 'O0',
      bookedOn: '2026-06-20',
      amount: '70000',
      reversals: [{ kind: 'refund', on: '2026-07-02', amount: '-7000' }],
      paid: '63000',
      dueOn: '2026-07-20',
      ...revenue('A1'),
    }),
  ],
  followups: [{ employeeId: 'A1', logged: 50, flagged: 5 }],
  surveys: [
    { employeeId: 'A1', answers: 4, sum: '18' },
    { employeeId: 'B1', answers: 2, sum: '6' },
  ],
  newCustomers: [{ employeeId: 'B1', count: 1 }],
  missingRates: [],
};

/** The facts with some of them changed. */
export function factsWith(changes: Partial<PeriodFacts>): PeriodFacts {
  return { ...facts, ...changes };
}

/** The facts under another plan. */
export function planned(changes: Partial<Plan>): PeriodFacts {
  return factsWith({ plans: [{ ...plan, ...changes }] });
}
