import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { documentSchema } from '../../../connectors/fixture/document.ts';
import { assertAppraisableDocument } from './assert-appraisable.ts';

const text = readFileSync(join(projectRoot(), 'examples', 'golden', 'every-field.json'), 'utf8');

/** The document's numbers as the text that stands there, like the reader of the file has them. */
const withTexts = (of: unknown): unknown => {
  if (typeof of === 'number') return String(of);
  if (Array.isArray(of)) return of.map(withTexts);
  if (typeof of !== 'object' || of === null) return of;
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, withTexts(value)]));
};

const judged = (from = '', to = '') =>
  assertAppraisableDocument(
    'given.json',
    documentSchema.parse(withTexts(JSON.parse(text.replace(from, to)))),
  );

describe('a document', () => {
  it('that can be appraised is taken', () => {
    expect(() => judged()).not.toThrow();
  });

  it('that delivers a row twice is taken', () => {
    const [order] = text.match(/\{\s+"order_no": "O2"[\s\S]+?9 February"\s+\}/) ?? [''];
    expect(() => judged(order, `${order}, ${order.replace('no credits:', 'again:')}`)).not.toThrow();
  });

  it.each([
    [
      'weights that do not add up',
      '"followup": "0.2"',
      '"followup": "0.3"',
      /weight_sets\[AE v2\]\.weights: .*\(weights_add_up\)/,
    ],
    ['tiers that overlap', '"from": "0.5"', '"from": "1"', /tiers: Tiers overlap.*\(tiers_ascend\)/],
    [
      'two roles on one day',
      '"valid_from": "2026-02-15"',
      '"valid_from": "2026-02-14"',
      /employees\[A1\]: .*\(one_role_a_day\)/,
    ],
    [
      'a missing rate, naming the order',
      '"date": "2026-01-05"',
      '"date": "2026-01-25"',
      /No rate from USD to CNY is known on or before 2026-01-20, for order O2\. \(rate_known\)/,
    ],
    ['a KPI nobody measures', '"kpi": "followup"', '"kpi": "charm"', /targets\[A1 charm\]: .*\(kpi_known\)/],
    [
      'a day in role without weights',
      '"valid_from": "2026-01-16"',
      '"valid_from": "2026-01-20"',
      /weight_sets\[AE\]: No weights hold on 2026-01-16.*\(weights_without_gap\)/,
    ],
    [
      'credits that leave a rest',
      '"pct": 40',
      '"pct": 39.5',
      /orders\[O1\]\.credits: Revenue credits add up to 99\.5000 %.*\(credits_add_up\)/,
    ],
    [
      'a target of nobody',
      '"emp_id": "C3",\n      "kpi": "sales"',
      '"emp_id": "C4",\n      "kpi": "sales"',
      /targets\[C4 sales\]: .*\(owner_in_team\)/,
    ],
    [
      'a guarantee for nobody',
      '"emp_id": "C3",\n        "monthly"',
      '"emp_id": "C4",\n        "monthly"',
      /plan\.draws\[C4\]: .*\(owner_in_team\)/,
    ],
    [
      'two owners of a customer on one day',
      '"valid_to": "2026-02-28"',
      '"valid_to": "2026-03-01"',
      /ownership\[K1\]: Two of them hold on 2026-03-01.*\(one_owner_a_day\)/,
    ],
    [
      'a service that ends before it begins',
      '"end": "2026-03-16"',
      '"end": "2026-02-10"',
      /orders\[O3\]\.service: .*\(day\)/,
    ],
    [
      'one order told in two ways by one system',
      '"source": "ERP",\n      "customer_id": "K1"',
      '"source": "CRM",\n      "customer_id": "K1"',
      /orders\[O1\] of CRM: It is there twice.*\(told_once\)/,
    ],
    ['a rate of nothing', '"rate": "7.20"', '"rate": "0"', /fx\[USD CNY 2026-02-02\]: .*\(rate_positive\)/],
    [
      'a rate of more digits than are kept',
      '"7.20"',
      '"7.200000001"',
      /2026-02-02\]: .*9 digits.*\(decimal\)/,
    ],
    ['two rates of one day', '"date": "2026-02-02"', '"date": "2026-01-05"', /2026-01-05\]: .*\(told_once\)/],
    [
      'more flagged than were logged',
      '"flagged": 4',
      '"flagged": 40',
      /followups\[A1\]\.flagged: .*\(count\)/,
    ],
    [
      'a sum of no answers',
      '"n": 0,\n      "sum": "0"',
      '"n": 0, "sum": "9"',
      /surveys\[C3\]\.n: .*\(count\)/,
    ],
    [
      'merges in a circle',
      '"from": "X1",\n      "into": "K1"',
      '"from": "K2",\n      "into": "N9"',
      /customer_merges\[\w+\]: .*\(no_cycle\)/,
    ],
    [
      'a day of looking before the period',
      '"close_as_of": "2026-03-31"',
      '"close_as_of": "2025-12-31"',
      /meta\.close_as_of: .*\(day\)/,
    ],
    [
      'a later day that is earlier',
      '"later_as_of": "2026-04-30"',
      '"later_as_of": "2026-03-30"',
      /meta\.later_as_of: .*\(day\)/,
    ],
    [
      'a payment that cannot be',
      '"amount": "-10000"',
      '"amount": "-9999999999999"',
      /orders\[O4\]\.payments: .*\(absurd_amount\)/,
    ],
  ])('with %s is refused, with file, key and rule', (_, from, to, told) => {
    expect(() => judged(from, to)).toThrow(
      expect.objectContaining({ code: 'APPRAISAL_REFUSED', subject: 'given.json' }),
    );
    expect(() => judged(from, to)).toThrow(told);
  });
});

describe('a document beside plan files', () => {
  // It names AE, SR and others of team T1 in the first quarter of 2026; a plan file that pays them would need weights for every day of it.
  const file = (changes: Readonly<Record<string, unknown>>) =>
    readPlanFile({
      file: 'ae.yaml',
      text: JSON.stringify({
        ...{ code: 'BESIDE', from: '2026-01-01', payout: 'quarter', roles: ['AE'] },
        weights: [{ kpis: { sales: '0.7' } }],
        commission: { tiers: [{ from: '0', rate: '0.05' }] },
        ...changes,
      }),
    });
  const document = documentSchema.parse(withTexts(JSON.parse(text)));
  const { team_id: team = '' } = document.employees.find(({ role }) => role === 'AE') ?? {};
  const under = (changes: Readonly<Record<string, unknown>>, given = document) =>
    assertAppraisableDocument('given.json', given, [file(changes)]);

  it.each([
    ['of the same period and team', { unit: team }],
    ['of the same period and of everybody in a role', {}],
    ['that pays whatever a source appraises', { payout: undefined }],
  ])('is judged by one %s, whether or not it has a plan of its own', (_, changes) => {
    expect(document.plan).toBeDefined();
    for (const given of [document, { ...document, plan: undefined }])
      expect(() => under(changes, given)).toThrow(/weights_add_up/);
  });

  it.each([
    ['of a later year', { from: '2027-01-01' }],
    ['that ended before', { from: '2025-01-01', until: '2026-01-01' }],
    ['paid by the month', { payout: 'month' }],
    ['of another team', { unit: 'SOMEWHERE ELSE' }],
    ['of roles nobody holds', { roles: ['DIVER'] }],
  ])('is not refused for one %s', (_, changes) => {
    expect(() => under(changes)).not.toThrow();
    expect(() => under(changes, { ...document, plan: undefined })).not.toThrow();
  });

  it('has one plan with a file of the same code, in which the file stands for its own version', () => {
    const { plan_id: code = '', version = '' } = document.plan ?? {};
    const sound = { weights: [], curves: {} };
    expect(() => under({ ...sound, code, version })).not.toThrow();
    expect(() => under({ ...sound, code, version: '9', payout: undefined })).toThrow(/versions_apart/);
  });

  it('tells a rate that is missing once, whatever plans there are', () => {
    const fx = document.fx.map((rate) =>
      rate.date === '2026-01-05' ? { ...rate, date: '2026-01-25' } : rate,
    );
    const told = (given: typeof document): string => {
      try {
        under({ payout: 'month' }, given);
      } catch (refused) {
        return String(refused);
      }
      return '';
    };
    for (const given of [
      { ...document, fx },
      { ...document, fx, plan: undefined },
    ])
      expect(told(given).match(/for order O2/g)).toHaveLength(1);
  });
});
