import { afterAll, beforeAll, expect, it } from 'vitest';
import { fctActivity } from '../../models/fct/activity.ts';
import { holdAssets } from '../../models/fct/hold.ts';
import { fctOrderCredit } from '../../models/fct/order-credit.ts';
import { fctOrderEvent } from '../../models/fct/order-event.ts';
import { fctOrderReversal } from '../../models/fct/order-reversal.ts';
import { fctPayment } from '../../models/fct/payment.ts';
import { fctSuspicion } from '../../models/fct/suspicion.ts';
import { activeRules } from '../../models/quality/settings.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { assetNamed as asset, type Bench, openBench } from '../bench.ts';

// Each way to falsify performance once as it is meant, and beside it the honest case that looks most like it.
let bench: Bench;

const order = (order_no: string, customer_id: string, business_date: string, cancelled_on?: string) => ({
  ...{ order_no, customer_id, currency: 'CNY', dq_status: 'ok', source: 'erp', business_date },
  booked_at: `${business_date} 04:00:00`,
  ...(cancelled_on === undefined
    ? { status: 'confirmed' }
    : { status: 'cancelled', cancelled_on, cancelled_at: `${cancelled_on} 04:00:00` }),
});
const orders = [
  ...[order('W1', 'C1', '2026-05-04', '2026-05-06'), order('W2', 'C1X', '2026-05-10', '2026-05-12')],
  // Alike, but one of them stands; alike, but half a year apart; alike, but paid; taken back, but for another amount.
  ...[order('S1', 'C2', '2026-05-04', '2026-05-06'), order('S2', 'C2', '2026-05-07')],
  ...[order('A1', 'C3', '2026-01-04', '2026-01-06'), order('A2', 'C3', '2026-07-04', '2026-07-06')],
  ...[order('P1', 'C4', '2026-05-04', '2026-05-16'), order('P2', 'C4', '2026-05-05', '2026-05-17')],
  ...[order('D1', 'C5', '2026-05-04', '2026-05-06'), order('D2', 'C5', '2026-05-05', '2026-05-07')],
  ...[order('E1', 'C6', '2026-06-29'), order('E2', 'C6', '2026-06-20'), order('E3', 'C6', '2026-06-30')],
  ...[
    order('SELF', 'C7', '2026-05-20'),
    order('FAIR', 'C8', '2026-05-20'),
    order('OWN', 'C9X', '2026-05-20'),
  ],
];
const refund = (refund_no: string, order_no: string, net_amount: string, on: string) => ({
  ...{ refund_no, order_no, line_no: 1, net_amount, quantity: '0', source: 'erp', source_id: refund_no },
  ...{ business_date: on, refunded_at: `${on} 04:00:00` },
});
const visit = (
  activity_id: string,
  employee_id: string,
  customer_id: string,
  at: string,
  minutes: number,
) => ({
  ...{
    activity_id,
    employee_id,
    customer_id,
    type: 'visit',
    dq_status: 'ok',
    duration_seconds: minutes * 60,
  },
  ...{ business_date: '2026-05-06', happened_at: `2026-05-06 ${at}:00` },
});
const closed = (employee: string, won: number, lost: number, close_date = '2026-05-15') =>
  [...Array(won + lost).keys()].map((n) => ({
    ...{ opportunity_id: `${employee}-${n}`, employee_id: employee, close_date },
    ...{ is_closed: true, is_won: n < won, amount_base: '10' },
  }));

beforeAll(async () => {
  bench = await openBench();
  for (const one of warehouseAssets({ sources: [], precedence: [] }))
    if (one.compute.kind !== 'fn') await bench.give(one, []);
  await bench.give(asset('stg.order'), orders);
  const amounts: Record<string, string> = { W2: '50100', D2: '60000', FAIR: '900' };
  await bench.give(
    asset('stg.order_line'),
    orders.map(({ order_no, business_date }) => ({
      ...{ order_no, line_no: 1, net_amount: amounts[order_no] ?? '50000', business_date, source: 'erp' },
    })),
  );
  await bench.give(asset('dim.fx_rate'), [
    { currency: 'CNY', rate: '1', valid_from: '1970-01-01', valid_to: '2299-12-31' },
  ]);
  await bench.give(asset('stg.refund'), [
    refund('R1', 'E1', '40000', '2026-07-03'),
    refund('R2', 'E2', '40000', '2026-07-03'),
    refund('R3', 'E3', '40000', '2026-08-03'),
  ]);
  await bench.give(asset('stg.invoice'), [
    { invoice_no: 'I1', order_no: 'P1', issued_on: '2026-05-05', currency: 'CNY', amount: '56500' },
  ]);
  await bench.give(asset('stg.receipt'), [
    {
      ...{ receipt_no: 'RC1', invoice_no: 'I1', currency: 'CNY', amount: '56500', source: 'erp' },
      ...{ business_date: '2026-05-06', received_at: '2026-05-06 04:00:00' },
    },
  ]);
  await bench.give(
    asset('stg.order_credit'),
    orders.map(({ order_no }) => ({
      ...{ order_no, employee_id: order_no === 'OWN' ? 'OTHER' : 'REP', kind: 'revenue', share: '1' },
    })),
  );
  const account = (customer_id: string, survivor_id = customer_id, city = '上海') => ({
    ...{ customer_id, survivor_id, city, is_current: true, valid_from: '1970-01-01', valid_to: '2299-12-31' },
  });
  await bench.give(asset('dim.customer'), [
    ...[account('C1'), account('C1X', 'C1'), account('C2'), account('C3', 'C3', '苏州'), account('C4')],
    ...[account('C5'), account('C6'), account('C7'), account('C8')],
    ...[account('C9'), account('C9X', 'C9')],
  ]);
  await bench.give(asset('stg.activity'), [
    visit('V1', 'BOTH', 'C1', '01:00', 60),
    visit('V2', 'BOTH', 'C2', '01:30', 60),
    // One company by two accounts is one visit entered twice: another rule's matter.
    ...[visit('V3', 'SAME', 'C1', '01:00', 60), visit('V4', 'SAME', 'C1X', '01:30', 60)],
    ...[visit('V5', 'FAR', 'C1', '01:00', 60), visit('V6', 'FAR', 'C3', '02:10', 60)],
    ...[visit('V7', 'NEAR', 'C1', '01:00', 60), visit('V8', 'NEAR', 'C2', '02:10', 60)],
    ...['01:00', '02:00', '03:00', '04:00', '09:30'].map((at, n) =>
      visit(`T${n}`, 'TYPED', `C${n + 4}`, at, 25),
    ),
    ...['01:00', '02:10', '03:00', '05:00'].map((at, n) => visit(`M${n}`, 'MADE', `C${n + 4}`, at, 25)),
  ]);
  const rates = { HIGH: 60, A: 20, B: 20, C: 15, D: 25, E: 15, F: 25, G: 20 };
  await bench.give(asset('fct.opportunity'), [
    ...Object.entries(rates).flatMap(([employee, won]) => closed(employee, won, 100 - won)),
    ...closed('FEW', 9, 0),
    // Whoever the others are, they all win alike: no median deviation.
    ...Object.keys(rates).flatMap((employee) =>
      closed(employee, employee === 'HIGH' ? 60 : 20, employee === 'HIGH' ? 40 : 80, '2026-08-15'),
    ),
  ]);
  await bench.give(asset('stg.employee'), [
    { employee_id: 'REP', name: '王伟', email: 'rep@company.example' },
    { employee_id: 'OTHER', name: '李娜', email: 'other@company.example' },
  ]);
  const contact = (
    contact_id: string,
    party: string,
    party_id: string,
    phone: string,
    name: string,
    role = 'contact',
  ) => ({
    ...{ contact_id, party, party_id, phone, name, role, email: '' },
  });
  await bench.give(asset('stg.contact'), [
    contact('K1', 'employee', 'REP', '138 0000 1234', '王伟'),
    contact('K6', 'employee', 'OTHER', '139 0000 5678', '李娜'),
    contact('K2', 'customer', 'C7', '+86 138-0000-1234', '张三'),
    contact('K3', 'customer', 'C7', '', '王伟', 'legal_person'),
    // An extension, and the legal person's name of somebody who has no credit for it.
    ...[
      contact('K4', 'customer', 'C8', '1234', '王伟'),
      contact('K5', 'customer', 'C8', '', '李娜', 'legal_person'),
    ],
  ]);
  await bench.give(asset('stg.customer'), [{ customer_id: 'C9', name: '九', phone: '0086 139-0000-5678' }]);
  for (const one of [fctPayment, fctOrderCredit]) await bench.build(one);
  await bench.build(asset('fct.suspicion'));
}, 300_000);
afterAll(() => bench.stop());

const found = (rule: string) =>
  bench.read<{
    subject: string;
    employee: string;
    score: string;
    customer: string;
    concerns: string[];
    evidence: string[];
    en: string;
    zh: string;
    held: boolean;
  }>(
    `SELECT subject_id AS subject, employee_id AS employee, customer_id AS customer, concerns, toString(score) AS score, evidence, explanation AS en,
       explanation_zh AS zh, is_held AS held FROM bench.fct_suspicion WHERE rule = '${rule}' ORDER BY subject`,
  );

it('finds orders of like amounts of one company that are taken back without cash', async () => {
  const rows = await found('wash_order');
  expect(rows.map(({ subject, score }) => [subject, score])).toEqual([
    ['W1', '2'],
    ['W2', '2'],
  ]);
  expect(rows[0]).toMatchObject({
    evidence: ['order W1, 50000 CNY', 'order W2, 50100 CNY', 'cancellation W1', 'cancellation W2'],
    en: '2 orders of one customer for about 50000 within 30 days were taken back, and no cash stayed: W1, W2',
    zh: '同一客户在 30 天内有 2 张约 50000 的订单被撤销或退货，且最终没有回款：W1、W2',
  });
});

it('finds what is booked at the end of a quarter and goes back soon after it', async () => {
  const rows = await found('period_end_return');
  expect(rows.map(({ subject, score }) => [subject, score])).toEqual([['E1', '0.8']]);
  expect(rows[0]?.evidence).toEqual(['order E1, 50000 CNY', 'refund R1, 40000 CNY']);
  expect(rows[0]?.en).toBe(
    'Booked on 2026-06-29, 2 day(s) before the next period; 80 % of 50000 was taken back by 2026-07-03',
  );
});

it('finds two visits that one person cannot both have made', async () => {
  const rows = await found('simultaneous_visits');
  expect(rows.map(({ subject, employee, score }) => [subject, employee, score])).toEqual([
    ['V1+V2', 'BOTH', '35'], // 30 minutes of both, and 5 for the way
    ['V5+V6', 'FAR', '20'], // 10 minutes for a way to another city that takes 30
  ]);
  expect(rows[0]?.evidence).toEqual([
    'activity V1, 2026-05-06 09:00:00 – 2026-05-06 10:00:00',
    'activity V2, 2026-05-06 09:30:00 – 2026-05-06 10:30:00',
  ]);
});

it('finds visits that are equally long and equally spaced', async () => {
  const rows = await found('regular_visits');
  expect(rows.map(({ subject, score }) => [subject, score])).toEqual([['TYPED/2026-05-06/25', '4']]);
  // Of the first visit's customer, and without the one that is as long but at no like distance.
  expect(rows[0]).toMatchObject({ customer: 'C4', concerns: ['T0', 'T1', 'T2', 'T3'] });
  expect(rows[0]?.evidence).toHaveLength(4);
  expect(rows[0]?.zh).toBe('一天内 4 次拜访，每次 25 分钟，每隔 60 分钟一次');
});

it('measures conversion against the median of peers, of those who closed enough', async () => {
  // Median 20 %, median absolute deviation 5 %: z = (60 − 20) ÷ (1.4826 × 5). Then 7 of 8 at 20 %: z = 40 ÷ (1.2533 × 40 ÷ 8).
  const rows = await found('conversion_outlier');
  expect(rows.map(({ subject, score }) => [subject, score])).toEqual([
    ['HIGH/2026-04-01', '5.3959'],
    ['HIGH/2026-07-01', '6.3831'],
  ]);
});

it('finds a customer who is reached under an employee’s number', async () => {
  const rows = await found('self_dealing');
  expect(rows.map(({ subject, score }) => [subject, score])).toEqual([
    ['C7/REP', '2'],
    // By the number of one account of the company, for an order of another.
    ['C9/OTHER', '1'],
  ]);
  const marks = ['contact K1', 'contact K2', 'contact K3', 'employee REP'];
  // A clearance covers the orders that were looked at, and no later ones.
  expect(rows[0]?.evidence).toEqual([...marks, 'order SELF']);
  expect(rows[1]).toMatchObject({ evidence: ['contact K6', 'customer C9', 'order OWN'], concerns: ['OWN'] });
});

it('scores by every rule so that more is more suspect, and finds nothing below the threshold', async () => {
  const rows = await bench.read<{ rule: string; sound: string }>(
    'SELECT rule, toString(min(score > 0 AND score >= threshold)) AS sound FROM bench.fct_suspicion GROUP BY rule',
  );
  expect(rows.map(({ sound }) => sound)).toEqual(Array.from({ length: 6 }, () => '1'));
});

it('holds nothing unless a rule is told to', async () => {
  expect(await bench.read('SELECT 1 FROM bench.fct_suspicion WHERE is_held')).toEqual([]);
});

it('holds credit by rule, frees what is cleared, and keeps what is confirmed', async () => {
  const found = await bench.read<{ id: string; hash: string; kind: string; concerns: string[] }>(
    'SELECT suspicion_id AS id, evidence_hash AS hash, subject_kind AS kind, concerns FROM bench.fct_suspicion',
  );
  const decision = (suspicion_id: string, state: string, other = {}) => {
    const { hash, kind, concerns } = found.find(({ id }) => id === suspicion_id) ?? {};
    const said = { suspicion_id, state, subject_kind: kind, concerns, evidence_hash: hash, reason: 'asked' };
    return { ...said, decided_by: 'x@example.com', decided_on: '2026-06-01', ...other };
  };
  await bench.give(asset('stg.suspicion_decision'), [
    decision('wash_order:W2', 'cleared'),
    decision('wash_order:W1', 'cleared', { evidence_hash: 'of other evidence' }),
    decision('self_dealing:C7/REP', 'confirmed'),
    // Of a rule that only lists: what was decided on is held, and it was another order. Nobody's rate can be held.
    decision('self_dealing:C9/OTHER', 'confirmed', { concerns: ['FAIR'] }),
    decision('conversion_outlier:HIGH/2026-04-01', 'confirmed'),
  ]);
  const rules = activeRules({ wash_order: { hold: true }, simultaneous_visits: { hold: true } });
  const holds = holdAssets(rules);
  for (const one of [fctSuspicion(rules), ...holds]) await bench.build(one);
  const states = await bench.read<{ id: string; state: string }>(
    'SELECT suspicion_id AS id, state FROM bench.fct_suspicion WHERE is_held ORDER BY id',
  );
  expect(states).toEqual([
    { id: 'self_dealing:C7/REP', state: 'confirmed' },
    { id: 'simultaneous_visits:V1+V2', state: 'open' },
    { id: 'simultaneous_visits:V5+V6', state: 'open' },
    { id: 'wash_order:W1', state: 'open' },
  ]);
  const held = await bench.read<{ id: string; month: string; by: string[] }>(
    `SELECT order_no AS id, toString(toStartOfMonth(business_date)) AS month, rules AS by
     FROM bench.fct_order_hold ORDER BY id`,
  );
  expect(held).toEqual([
    { id: 'FAIR', month: '2026-05-01', by: ['self_dealing'] },
    { id: 'SELF', month: '2026-05-01', by: ['self_dealing'] },
    { id: 'W1', month: '2026-05-01', by: ['wash_order'] },
  ]);
  for (const one of [fctOrderReversal, fctOrderEvent, fctActivity]) await bench.build(one);
  const uncounted = await bench.read<{ id: string }>(
    `SELECT id FROM (SELECT DISTINCT order_no AS id FROM bench.fct_order_event WHERE dq_status = 'under_review'
     UNION ALL SELECT activity_id FROM bench.fct_activity WHERE exclusion = 'flagged') ORDER BY id`,
  );
  expect(uncounted.map(({ id }) => id)).toEqual(['FAIR', 'SELF', 'V1', 'V2', 'V5', 'V6', 'W1']);
});

it('makes sales wait for no rule that only lists', () => {
  const [orders] = holdAssets(activeRules());
  expect(Object.keys(orders?.inputs ?? {})).toEqual(['booked', 'decision']);
});
