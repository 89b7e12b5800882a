// Two quarterly plans and a monthly one side by side. Ann is an account executive (plan HUNT) up to 31 August, 62 of 92 days, and a key account
// manager (plan FARM) from then on, 30 days. Bea is an inside seller (plan CALL), paid by the month.
//
// HUNT  target 920,000 × 62/92 = 620,000; sold 310,000 (10 July) + 341,000 (31 August) = 651,000, 105 %
//       620,000 · 5 % + 31,000 · 10 % = 34,100, × 1.10 = 37,510; cap 46,000 × 62/92 = 31,000
// FARM  target 920,000 × 30/92 = 300,000; sold 240,000 (1 September), 80 %
//       150,000 · 2 % + 90,000 · 3 % = 5,700; score .6 · 80 + .4 · 75 = 78: 60 of 80 follow-ups of the whole quarter
// CALL  August only: 60,000 · 1 % = 600
// Moe manages Ann up to 10 August and leaves, Nan from then on; Don stands above both. HUNT pays 1 % one level up, 0.5 % two levels up:
//       Moe 310,000 · 1 % · 1.10 = 3,410; Nan 341,000 · 1 % · 1.10 = 3,751; Don, without weights and so without coefficient, 651,000 · 0.5 % = 3,255

const far = '2299-12-31';
const quarter = {
  period_id: '2026Q3',
  period_start: '2026-07-01',
  period_end: '2026-10-01',
  as_of: '2026-09-30',
  source: 'erp',
};
const august = {
  period_id: '2026-08',
  period_start: '2026-08-01',
  period_end: '2026-09-01',
  as_of: '2026-08-31',
  source: 'plans',
};
const ofPeriod = { base_currency: 'CNY', csat_min_answers: 1, own_calendar: true };

export const held = (
  employee_id: string,
  role: string,
  manager_id: string | null,
  from: string,
  until = far,
) => ({
  ...{ employee_id, name: employee_id, role, kind: role === 'MGR' ? 'manager' : 'rep', team_id: 'T' },
  ...{ manager_id, valid_from: from, valid_to: until },
});

export const annUnderMoe = held('ANN', 'AE', 'MOE', '2025-01-01', '2026-08-11');
export const people = [
  annUnderMoe,
  held('ANN', 'AE', 'NAN', '2026-08-11', '2026-09-01'),
  held('ANN', 'KA', 'NAN', '2026-09-01'),
  held('BEA', 'SDR', 'NAN', '2025-01-01'),
  held('MOE', 'MGR', 'DON', '2025-01-01', '2026-08-11'),
  held('NAN', 'MGR', 'DON', '2026-01-01'),
  { ...held('DON', 'DIR', null, '2020-01-01'), kind: 'other' },
];

export const plan = (
  plan_id: string,
  roles: readonly string[],
  payout: string | null,
  cap: string | null = null,
) => ({
  ...{ plan_id, version: 1, org_id: null, roles, payout, csat_min_answers: null },
  ...{ valid_from: '2026-01-01', valid_to: null, base: 'net_sales', tier_mode: 'marginal' },
  ...{ min_attainment: null, cap, release: null },
  ...{
    bonus_min_attainment: null,
    bonus_rate: null,
    bonus_allocation: null,
    manager_id: null,
    override_rate: null,
  },
});

const step = (plan_id: string, kind: string, ...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([threshold, value], index) => ({
    ...{ plan_id, version: 1, kind, step_no: index + 1, threshold, value },
  }));

const weight = (plan_id: string, role: string, kpi: string, of: string) => ({
  ...{ plan_id, role, version: 1, kpi, valid_from: '2026-01-01', valid_to: far, weight: of },
});

const target = (employee_id: string, kpi: string, value: string, of: typeof quarter) => ({
  ...{ employee_id, kpi, value, period_start: of.period_start, period_end: of.period_end },
  ...{ is_in_force: true, proration: 'none', ramp: '1' },
});

const sold = [
  ['O1', '2026-07-10', 'ANN', '310000'],
  ['O2', '2026-08-31', 'ANN', '341000'],
  ['O3', '2026-09-01', 'ANN', '240000'],
  ['O9', '2026-08-05', 'BEA', '60000'],
] as const;

export function rows(changes: { readonly employee?: readonly object[]; readonly refund?: string } = {}) {
  const seen = [quarter, august].flatMap(({ period_id, period_start, period_end }) =>
    sold
      .filter(([, on]) => on >= period_start && on < period_end)
      .map(([order_no, on, employee_id, amount]) => ({ period_id, order_no, on, employee_id, amount })),
  );
  return {
    period: [quarter, august].map((each) => ({ ...each, ...ofPeriod })),
    ...{
      day: [],
      official: [],
      unit: [],
      draw: [],
      perspective: [],
      scorecard_kpi: [],
      kpi_month: [],
      employee: changes.employee ?? people,
    },
    plan: [
      plan('HUNT', ['AE'], 'quarter', '46000'),
      plan('FARM', ['KA'], 'quarter'),
      plan('CALL', ['SDR'], 'month'),
    ],
    step: [
      ...step('HUNT', 'tier', ['0', '0.05'], ['1', '0.10']),
      ...step('HUNT', 'coefficient', ['100', '1.10'], ['0', '0.90']),
      ...step('HUNT', 'override', ['1', '0.01'], ['2', '0.005']),
      ...step('FARM', 'tier', ['0', '0.02'], ['0.5', '0.03']),
      ...step('CALL', 'tier', ['0', '0.01']),
    ],
    weight: [
      weight('HUNT', 'AE', 'sales', '1'),
      weight('HUNT', 'MGR', 'sales', '1'),
      weight('FARM', 'KA', 'sales', '0.6'),
      weight('FARM', 'KA', 'followup', '0.4'),
      weight('', 'SDR', 'sales', '1'),
    ],
    curve: [
      ...['sales', 'followup'].map((kpi) => ({
        ...{ plan_id: '', plan_version: 0, kpi, type: 'linear', point_no: 0 },
        ...{ floor: null, cap: null, value: null, score: null },
      })),
    ],
    target: [
      target('ANN', 'sales', '920000', quarter),
      target('ANN', 'followup', '80', quarter),
      target('BEA', 'sales', '50000', august),
    ],
    event: [
      ...seen.map(({ period_id, order_no, on, amount }) => ({
        ...{ period_id, order_no, kind: 'booking', happened_on: on, amount },
      })),
      ...(changes.refund === undefined
        ? []
        : [
            {
              ...{ period_id: '2026Q3', order_no: 'O2', kind: 'refund', happened_on: '2026-10-05' },
              amount: changes.refund,
            },
          ]),
    ],
    order: seen.map(({ period_id, order_no, on }) => ({
      ...{ period_id, order_no, confirmed_at: `${on} 02:00:00.000`, booked_on: on, dq_status: 'ok' },
      ...{ due_on: null, held_by: [], paid: '0', paid_at_close: '0', fx_gain: '0' },
    })),
    credit: seen.map(({ period_id, order_no, employee_id }) => ({
      ...{ period_id, order_no, employee_id, kind: 'revenue', part: '100', whole: '100' },
    })),
    count: [{ period_id: '2026Q3', employee_id: 'ANN', measure: 'followups', value: '60' }],
  };
}

/** As the warehouse keeps them and gives them back. */
