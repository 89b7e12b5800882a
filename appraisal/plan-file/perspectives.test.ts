import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Perspective } from '../../models/kpi/declaration.ts';
import { company as bare } from './company.fixture.ts';
import type { PlanCompany } from './company.ts';
import { checkedPlanFile } from './read.ts';
import { planStreams } from './rows.ts';

const catalogue: Readonly<Record<string, Perspective>> = {
  ...{ attainment: 'finance', collection: 'finance', csat: 'customer', new_customers: 'customer' },
  follow_up_attainment: 'process',
};
const company: PlanCompany = {
  ...bare,
  declared: (kpi) => {
    const perspective = catalogue[kpi];
    return perspective && { perspective, weighing: { why: 'is weighed under another name' } };
  },
};

const weighed = [{ kpis: { sales: '0.3', collection: '0.2', csat: '0.3', followup: '0.2' } }];
const weights = { finance: '0.5', customer: '0.3', process: '0.2' };

function file(perspectives: object, sets: readonly object[] = weighed) {
  const text = stringify({
    ...{ code: 'BSC', roles: ['AE'], from: '2026-01-01', weights: sets, perspectives },
    commission: { tiers: [{ from: '0', rate: '0.01' }] },
  });
  return checkedPlanFile({ file: 'bsc.yaml', text }, company);
}

it('takes a plan whose KPIs add up to its perspectives, each by the catalogue or by what the file says', () => {
  const rows = (plan: ReturnType<typeof file>) =>
    planStreams([plan], company, '2026-02-01').plan?.map(({ perspectives }) => perspectives);
  const of = { sales: 'finance', collection: 'finance', csat: 'customer', followup: 'process' };
  const told = (all: Readonly<Record<string, string>>) => [
    Object.entries(all).map(([kpi, perspective]) => ({ kpi, perspective })),
  ];
  expect(rows(file({ weights }))).toEqual(told(of));
  const learning = { ...weights, process: undefined, learning: '0.2' };
  expect(rows(file({ weights: learning, kpis: { followup: 'learning' } }))).toEqual(
    told({ ...of, followup: 'learning' }),
  );
});

it.each([
  [
    'perspectives that do not add up to 1',
    { weights: { ...weights, finance: '0.6' } },
    weighed,
    [
      'perspectives.weights: The perspectives add up to 1.100000; it has to be 1. (weights_add_up)',
      'perspectives.weights.finance: The KPIs of it in weight_sets[AE v1] add up to 0.500000; it has to be 0.6. (weights_add_up)',
    ],
  ],
  [
    'an empty perspective',
    { weights: { ...weights, process: '0.1', learning: '0.1' } },
    [{ kpis: { sales: '0.5', csat: '0.4', followup: '0.1' } }],
    [
      'perspectives.weights.customer: The KPIs of it in weight_sets[AE v1] add up to 0.400000; it has to be 0.3. (weights_add_up)',
      'perspectives.weights.learning: weight_sets[AE v1] weighs no KPI of it. (perspective_filled)',
    ],
  ],
  [
    'a KPI of a perspective without a weight',
    { weights: { finance: '0.7', customer: '0.3' } },
    weighed,
    [
      'perspectives.weights.finance: The KPIs of it in weight_sets[AE v1] add up to 0.500000; it has to be 0.7. (weights_add_up)',
      'perspectives.weights.process: The KPIs of it in weight_sets[AE v1] add up to 0.200000; it has to be 0. (weights_add_up)',
    ],
  ],
  [
    'one scorecard of two',
    { weights },
    [
      { ...weighed[0], until: '2026-07-01' },
      { from: '2026-07-01', kpis: { sales: '0.5', csat: '0.5' } },
    ],
    [
      'perspectives.weights.customer: The KPIs of it in weight_sets[AE v2] add up to 0.500000; it has to be 0.3. (weights_add_up)',
      'perspectives.weights.process: weight_sets[AE v2] weighs no KPI of it. (perspective_filled)',
    ],
  ],
  [
    'a KPI that the plan does not weigh',
    { weights, kpis: { new_customers: 'process' } },
    weighed,
    ['perspectives.kpis.new_customers: The plan weighs no KPI called new_customers. (kpi_known)'],
  ],
  [
    'a plan that leaves its weights to a source',
    { weights },
    [],
    ['perspectives: The file weighs no KPIs that could fill them. (perspective_filled)'],
  ],
  [
    'a weight that is no share',
    { weights: { finance: '1.5', customer: '-0.5' } },
    weighed,
    [
      'perspectives.weights.finance: 1.5 is not between 0 and 1. (share)',
      'perspectives.weights.customer: -0.5 is not between 0 and 1. (share)',
    ],
  ],
])('refuses %s', (_, perspectives, sets, lines) => {
  expect(() => file(perspectives, sets)).toThrow(
    expect.objectContaining({ code: 'PLAN_INVALID', subject: 'bsc.yaml', message: lines.join('\n') }),
  );
});
