import { afterAll, beforeAll, expect, it } from 'vitest';
import { dimFxRate } from '../../models/dim/fx-rate.ts';
import { fctActivity } from '../../models/fct/activity.ts';
import { fctOpportunity } from '../../models/fct/opportunity.ts';
import { fctOrderCredit } from '../../models/fct/order-credit.ts';
import { fctOrderEvent } from '../../models/fct/order-event.ts';
import { fctOrderReversal } from '../../models/fct/order-reversal.ts';
import { fctPayment } from '../../models/fct/payment.ts';
import { fctReceivable } from '../../models/fct/receivable.ts';
import { modelAssets, warehouseAssets } from '../../models/warehouse.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

// The edge cases of money, each with hand-made rows and a sum worked out by hand.
let bench: Bench;
const asset = assetNamed;

const order = (order_no: string, business_date: string, more: object = {}) => ({
  ...{ order_no, customer_id: 'C1', currency: 'CNY', status: 'confirmed', source: 'erp' },
  ...{ business_date, booked_at: `${business_date} 04:00:00`, ...more },
});
const cancelled = (on: string) => ({ status: 'cancelled', cancelled_at: `${on} 04:00:00`, cancelled_on: on });
const line = (order_no: string, line_no: number, net_amount: string, more: object = {}) => ({
  ...{ order_no, line_no, product_id: 'P1', quantity: '1', net_amount, source: 'erp', ...more },
});
const refund = (
  refund_no: string,
  order_no: string,
  net_amount: string,
  on: string,
  line_no: number | null = 1,
) => ({
  ...{ refund_no, order_no, line_no, net_amount, quantity: '0', source: 'erp', source_id: refund_no },
  ...{ business_date: on, refunded_at: `${on} 04:00:00` },
});
const credit = (order_no: string, employee_id: string, share: string, kind = 'revenue') => ({
  ...{ order_no, employee_id, share, kind },
});

beforeAll(async () => {
  bench = await openBench();
  for (const one of warehouseAssets({ sources: [], precedence: [] }))
    if (one.compute.kind !== 'fn') await bench.give(one, []);
  await bench.give(asset('stg.fx_rate'), [
    { rate_date: '2026-07-31', from_currency: 'USD', to_currency: 'CNY', rate: '7.1' },
    { rate_date: '2026-08-20', from_currency: 'USD', to_currency: 'CNY', rate: '7.2' },
  ]);
  await bench.give(asset('stg.order'), [
    order('FULL', '2026-08-03'),
    order('USD', '2026-08-02', { currency: 'USD' }),
    order('EARLY', '2026-07-01', { currency: 'USD' }),
    order('LATE', '2026-08-10', cancelled('2026-09-02')),
    order('SPLIT', '2026-08-05'),
    order('GONE', '2026-08-10', cancelled('2026-08-12')),
    order('TOLD', '2026-08-10', cancelled('2026-08-12')),
    order('WHOLE', '2026-08-06', cancelled('2026-09-05')),
  ]);
  await bench.give(asset('stg.order_line'), [
    line('FULL', 1, '100', { tax_amount: '13', business_date: '2026-08-03' }),
    line('USD', 1, '50000', { business_date: '2026-08-02' }),
    line('USD', 2, '-0.0001', { business_date: '2026-08-02' }),
    line('EARLY', 1, '10', { business_date: '2026-07-01' }),
    line('LATE', 1, '300', { business_date: '2026-08-10' }),
    line('LATE', 2, '50', { business_date: '2026-08-10' }),
    line('SPLIT', 1, '1000.01', { business_date: '2026-08-05' }),
    line('WHOLE', 1, '80', { business_date: '2026-08-06' }),
    line('GONE', 1, '300', { business_date: '2026-08-10' }),
    line('TOLD', 1, '300', { business_date: '2026-08-10' }),
    line('NOORDER', 1, '999', { business_date: '2026-08-06' }),
  ]);
  await bench.give(asset('stg.refund'), [
    refund('R1', 'FULL', '100', '2026-08-20'),
    refund('R2', 'LATE', '120', '2026-08-15'),
    refund('R8', 'GONE', '50', '2026-08-11'),
    refund('R9', 'GONE', '300', '2026-08-20'),
    { ...refund('R4', 'TOLD', '300', '2026-08-11'), known_at: '2026-09-03 04:00:00' },
    refund('R3', 'WHOLE', '30', '2026-08-16', null),
  ]);
  await bench.give(asset('stg.order_credit'), [
    credit('SPLIT', 'E1', '0.333300'),
    credit('SPLIT', 'E2', '0.333300'),
    credit('SPLIT', 'E3', '0.333400'),
    credit('SPLIT', 'E9', '1', 'overlay'),
    credit('USD', 'E1', '0.700000'),
  ]);
  for (const one of [dimFxRate, fctOrderReversal, fctOrderEvent, fctOrderCredit]) await bench.build(one);
}, 120_000);
afterAll(() => bench.stop());

const events = (order_no: string) =>
  bench.read<{ what: string; on: string; net: string | null }>(`
    SELECT concat(event_type, ' ', toString(line_no), '.', toString(event_seq)) AS what,
        toString(business_date) AS on, toString(net_base) AS net
    FROM bench.fct_order_event WHERE order_no = '${order_no}' ORDER BY business_date, line_no, event_seq`);

it('keeps an order refunded in full as a booking and a refund that leave nothing', async () => {
  expect(await events('FULL')).toEqual([
    { what: 'booking 1.0', on: '2026-08-03', net: '100' },
    { what: 'refund 1.1', on: '2026-08-20', net: '-100' },
  ]);
});

it('values at the last rate before the booking, a negative line as well, without rounding', async () => {
  expect(await events('USD')).toEqual([
    { what: 'booking 1.0', on: '2026-08-02', net: '355000' },
    { what: 'booking 2.0', on: '2026-08-02', net: '-0.00071' },
  ]);
});

it('has no amount where there is no rate, never the rate 1', async () => {
  expect(await events('EARLY')).toEqual([{ what: 'booking 1.0', on: '2026-07-01', net: null }]);
});

it('cancels in the month of the cancellation only what refunds have left', async () => {
  expect(await events('LATE')).toEqual([
    { what: 'booking 1.0', on: '2026-08-10', net: '300' },
    { what: 'booking 2.0', on: '2026-08-10', net: '50' },
    { what: 'refund 1.1', on: '2026-08-15', net: '-120' },
    { what: 'cancellation 1.2', on: '2026-09-02', net: '-180' },
    { what: 'cancellation 2.1', on: '2026-09-02', net: '-50' },
  ]);
});

it('takes nothing more when money goes back after a cancellation', async () => {
  expect(await events('GONE')).toEqual([
    { what: 'booking 1.0', on: '2026-08-10', net: '300' },
    { what: 'refund 1.1', on: '2026-08-11', net: '-50' },
    { what: 'cancellation 1.2', on: '2026-08-12', net: '-250' },
  ]);
});

it('has a cancellation take all, also before a refund from before it has arrived', async () => {
  const net = "SELECT toString(sum(net_base)) AS net FROM bench.fct_order_event WHERE order_no = 'TOLD'";
  const [byThen] = await bench.read(`${net} AND coalesce(known_on, business_date) <= '2026-08-31'`);
  expect([byThen, ...(await bench.read(net))]).toEqual([{ net: '0' }, { net: '0' }]);
  expect(await events('TOLD')).toContainEqual({ what: 'refund 1.1', on: '2026-08-11', net: '-300' });
});

it('brings an order to nothing although it was refunded as a whole, without a line', async () => {
  const net = "SELECT toString(sum(net_base)) AS net FROM bench.fct_order_event WHERE order_no = 'WHOLE'";
  const [sum] = await bench.read(net);
  expect(sum).toEqual({ net: '0' });
});

it('waits with lines whose order is not there', async () => {
  expect(await events('NOORDER')).toEqual([]);
});

it('gives what nobody is credited with to unassigned, so that employees add up', async () => {
  const rows = await bench.read(`
    SELECT order_no, employee_id, toString(share) AS share, is_primary FROM bench.fct_order_credit
    WHERE order_no IN ('USD', 'SPLIT', 'FULL') AND kind = 'revenue' ORDER BY order_no, employee_id`);
  expect(rows).toEqual([
    { order_no: 'FULL', employee_id: 'unassigned', share: '1', is_primary: true },
    { order_no: 'SPLIT', employee_id: 'E1', share: '0.3333', is_primary: false },
    { order_no: 'SPLIT', employee_id: 'E2', share: '0.3333', is_primary: false },
    { order_no: 'SPLIT', employee_id: 'E3', share: '0.3334', is_primary: true },
    { order_no: 'USD', employee_id: 'E1', share: '0.7', is_primary: true },
    { order_no: 'USD', employee_id: 'unassigned', share: '0.3', is_primary: false },
  ]);
});

it('loses no fen between three shares', async () => {
  const [sum] = await bench.read(`
    SELECT toString(sum(event.net_base * given.share)) AS net FROM bench.fct_order_event AS event
    INNER JOIN bench.fct_order_credit AS given ON given.order_no = event.order_no
    WHERE event.order_no = 'SPLIT' AND given.kind = 'revenue'`);
  expect(sum).toEqual({ net: '1000.01' });
});

it('collects at the booking’s rate, keeps the exchange gain apart and over-payment unapplied', async () => {
  await bench.give(asset('stg.invoice'), [
    {
      invoice_no: 'I1',
      order_no: 'USD',
      issued_on: '2026-08-05',
      due_date: '2026-08-31',
      currency: 'USD',
      amount: '50000',
    },
    {
      invoice_no: 'I2',
      order_no: 'FULL',
      issued_on: '2026-08-05',
      due_date: '2026-09-10',
      currency: 'CNY',
      amount: '113',
    },
  ]);
  const received = (receipt_no: string, invoice_no: string, amount: string, on: string) => ({
    ...{ receipt_no, invoice_no, amount, currency: 'USD', business_date: on, received_at: `${on} 04:00:00` },
  });
  await bench.give(asset('stg.receipt'), [
    received('A', 'I1', '20000', '2026-08-21'),
    received('B', 'I1', '30000', '2026-10-02'),
    received('B', '', '7', '2026-10-02'),
  ]);
  await bench.build(fctPayment);
  const rows = await bench.read(`
    SELECT invoice_no, toString(amount_at_order_rate_base) AS kpi, toString(fx_gain_base) AS gain
    FROM bench.fct_payment ORDER BY receipt_no, invoice_no`);
  expect(rows).toEqual([
    { invoice_no: 'I1', kpi: '142000', gain: '2000' },
    { invoice_no: '', kpi: '50.4', gain: '0' },
    { invoice_no: 'I1', kpi: '213000', gain: '3000' },
  ]);
});

it('shows a receivable at each month’s end until it is paid', async () => {
  await bench.build(fctReceivable);
  const rows = await bench.read(`
    SELECT invoice_no, toString(month) AS month, toString(due_base) AS due, toString(paid_base) AS paid,
        overdue_days, ageing, is_due_in_month
    FROM bench.fct_receivable ORDER BY invoice_no, month`);
  const usd = { invoice_no: 'I1', due: '355000' };
  const cny = { invoice_no: 'I2', due: '0', paid: '0', overdue_days: 0, ageing: 'paid' };
  expect(rows).toEqual([
    {
      ...usd,
      month: '2026-08-01',
      paid: '142000',
      overdue_days: 0,
      ageing: 'not_due',
      is_due_in_month: true,
    },
    { ...usd, month: '2026-09-01', paid: '142000', overdue_days: 30, ageing: '1-30', is_due_in_month: false },
    { ...usd, month: '2026-10-01', paid: '355000', overdue_days: 0, ageing: 'paid', is_due_in_month: false },
    { ...cny, month: '2026-08-01', is_due_in_month: false },
    { ...cny, month: '2026-09-01', is_due_in_month: true },
  ]);
});

it('counts one follow-up per company and half hour, and none without customer', async () => {
  const visit = (activity_id: string, customer_id: string | null, at: string) => ({
    ...{ activity_id, customer_id, employee_id: 'E1', type: 'visit', business_date: '2026-08-03' },
    ...{ happened_at: `2026-08-03 ${at}`, check_in_km: 2.5 },
  });
  await bench.give(asset('dim.customer'), [
    { customer_id: 'C1', survivor_id: 'C1' },
    { customer_id: 'X1', survivor_id: 'C1' },
  ]);
  await bench.give(asset('stg.activity'), [
    visit('1', 'C1', '01:00:00'),
    visit('2', 'X1', '01:20:00'),
    visit('3', 'C1', '01:40:00'),
    visit('4', null, '02:00:00'),
  ]);
  await bench.build(fctActivity);
  const rows = await bench.read(
    'SELECT activity_id, evidence, counted, exclusion FROM bench.fct_activity ORDER BY activity_id',
  );
  expect(rows).toEqual([
    { activity_id: '1', evidence: 'weak', counted: true, exclusion: '' },
    { activity_id: '2', evidence: 'weak', counted: false, exclusion: 'duplicate' },
    { activity_id: '3', evidence: 'weak', counted: true, exclusion: '' },
    { activity_id: '4', evidence: 'weak', counted: false, exclusion: 'no_customer' },
  ]);
});

it('counts a stage once however often an opportunity comes back to it', async () => {
  const deal = {
    opportunity_id: 'O1',
    owner_id: 'E1',
    created_on: '2026-08-01',
    stage: '方案报价',
    stage_no: 3,
    amount: '10',
  };
  const step = (change_id: string, stage_no: number, day: string) => ({
    ...{ change_id, opportunity_id: 'O1', stage_no, stage: `s${stage_no}` },
    ...{ business_date: day, changed_at: `${day} 04:00:00`, close_date: `2026-09-0${change_id}` },
  });
  await bench.give(asset('stg.opportunity'), [deal]);
  await bench.give(asset('stg.opportunity_change'), [
    step('1', 1, '2026-08-01'),
    step('2', 4, '2026-08-05'),
    step('3', 2, '2026-08-07'),
    step('4', 0, '2026-08-09'),
    step('5', 3, '2026-08-20'),
  ]);
  await bench.build(fctOpportunity);
  const [row] = await bench.read(`
    SELECT max_stage_no, changes, backward_moves, close_date_moves, toString(stage_since) AS since, days_in_stage
    FROM bench.fct_opportunity`);
  expect(row).toEqual({
    ...{
      max_stage_no: 4,
      changes: 5,
      backward_moves: 1,
      close_date_moves: 4,
      since: '2026-08-20',
      days_in_stage: 0,
    },
  });
});

it('sorts a table for every model it computes', () => {
  for (const one of modelAssets) expect(one.orderBy.length, one.key).toBeGreaterThan(0);
});
