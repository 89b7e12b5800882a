import { afterAll, beforeAll, expect, it } from 'vitest';
import { dimCustomerMap } from '../../models/dim/customer-map.ts';
import { martAppraisalCount } from '../../models/mart/appraisal-count.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

// One quarter looked at on several days.
const period = (as_of: string) => ({
  ...{ period_id: as_of, period_start: '2026-07-01', period_end: '2026-10-01', as_of, close_as_of: as_of },
});
const booking = (order_no: string, customer_id: string, business_date: string) => ({
  ...{ order_no, customer_id, business_date, booked_business_date: business_date, line_no: 1 },
  ...{ event_type: 'booking', event_at: `${business_date} 04:00:00`, net_base: '100', dq_status: 'ok' },
});
const visit = (activity_id: string, happened_on: string, recorded_at: string | null) => ({
  ...{
    activity_id,
    employee_id: 'E1',
    business_date: happened_on,
    recorded_at,
    counted: true,
    exclusion: '',
  },
});

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  await bench.give(assetNamed('fct.survey_response'), []);
  await bench.give(assetNamed('stg.prior_customer'), [{ customer_id: 'OLD' }]);
  await bench.give(assetNamed('stg.customer'), [
    { customer_id: 'OLD', name: '明远', source: 'erp' },
    { customer_id: 'NEW', name: '明远科技', source: 'erp' },
  ]);
  await bench.give(assetNamed('stg.customer_merge'), [
    { from_id: 'NEW', into_id: 'OLD', merged_on: '2026-10-10' },
    { from_id: 'NEW', into_id: 'NEW', merged_on: '2026-10-20' },
  ]);
  await bench.give(assetNamed('fct.order_event'), [booking('S1', 'NEW', '2026-08-01')]);
  await bench.give(assetNamed('fct.order_credit'), [
    { order_no: 'S1', employee_id: 'E1', share: '1', is_primary: true, kind: 'revenue' },
  ]);
  await bench.give(assetNamed('fct.activity'), [
    visit('told at once', '2026-09-29', '2026-09-29 09:00:00'),
    visit('told at the last minute', '2026-09-29', '2026-09-30 15:59:59'),
    visit('told after the lock', '2026-09-29', '2026-09-30 16:00:00'),
    visit('never told when', '2026-09-29', null),
    visit('of the next quarter', '2026-10-01', '2026-10-01 09:00:00'),
  ]);
  await bench.give(assetNamed('dim.customer_group'), []);
  await bench.build(dimCustomerMap);
}, 120_000);
afterAll(() => bench.stop());

const counted = async (measure: string, ...days: readonly string[]) => {
  await bench.give(assetNamed('dim.appraisal_period'), days.map(period));
  await bench.build(martAppraisalCount);
  const rows = await bench.read<{ day: string; value: string }>(`
    SELECT period_id AS day, toString(value) AS value FROM bench.mart_appraisal_count WHERE measure = '${measure}' ORDER BY day`);
  return Object.fromEntries(rows.map(({ day, value }) => [day, value]));
};

it('counts a new customer until it is merged with an old one, and again when the merge is undone', async () => {
  expect(await counted('new_customers', '2026-10-09', '2026-10-10', '2026-10-19', '2026-10-20')).toEqual({
    '2026-10-09': '1',
    '2026-10-20': '1',
  });
});

it('counts a follow-up only if it was recorded by the day of looking, in the company time zone', async () => {
  expect(await counted('followups', '2026-09-30', '2026-10-01')).toEqual({
    '2026-09-30': '3',
    '2026-10-01': '4',
  });
});
