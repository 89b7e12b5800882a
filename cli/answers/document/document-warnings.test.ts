import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { documentSchema } from '../../../connectors/fixture/document.ts';
import { documentWarnings } from './document-warnings.ts';

const file = join(projectRoot(), 'examples', 'golden', 'every-field.json');

/** Decimals as the text that stands there, like the reader of the file has them. */
function withTexts(of: unknown): unknown {
  if (typeof of === 'number') return String(of);
  if (Array.isArray(of)) return of.map(withTexts);
  if (typeof of !== 'object' || of === null) return of;
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, withTexts(value)]));
}

const document = documentSchema.parse(withTexts(JSON.parse(readFileSync(file, 'utf8'))));
const [order] = document.orders;
if (order === undefined) throw new Error('The document has no order');

type Changes = Partial<typeof document>;
const warned = (changes: Changes) =>
  documentWarnings({ ...document, ...changes }).map(({ key, happened }) => `${key}: ${happened.en}`);
const withOrder = (changes: Partial<typeof order>): Changes => ({ orders: [{ ...order, ...changes }] });
const refund = { at: '2026-03-20T02:00:00Z', kind: 'credit_note' as const };

describe('a document', () => {
  it('without anything odd is not warned of', () => {
    expect(documentWarnings(document)).toEqual([]);
  });

  it('that credits somebody it does not know is told who', () => {
    const credits = [{ emp_id: 'ZZ', pct: '100', kind: 'revenue' as const }];
    expect(warned(withOrder({ credits }))).toEqual([
      `orders[${order.order_no}].credits: ZZ is nobody of employees: what it is credited counts for none of them.`,
    ]);
    const ownership = [{ customer_id: 'K1', emp_id: 'ZZ', valid_from: '2026-01-01', valid_to: '2026-12-31' }];
    expect(warned({ ownership })).toEqual([expect.stringContaining('ownership[K1]: ZZ is nobody')]);
  });

  it('that takes back more than was booked is told the order; all of it may be taken back', () => {
    const amount = '100.00';
    const taking = (...amounts: readonly string[]) =>
      warned(withOrder({ amount, refunds: amounts.map((each) => ({ ...refund, amount: each })) }));
    expect(taking('60', '40')).toEqual([]);
    expect(taking('60', '40.01')).toEqual([
      `orders[${order.order_no}].refunds: Its refunds take away more than the 100.00 of the order, which leaves it negative.`,
    ]);
  });

  it('that takes back before it books is told both moments', () => {
    const confirmed_at = '2026-02-10T02:00:00Z';
    const early = '2026-02-09T02:00:00Z';
    for (const changes of [{ refunds: [{ ...refund, at: early, amount: '1' }] }, { cancelled_at: early }])
      expect(warned(withOrder({ confirmed_at, refunds: [], ...changes }))).toEqual([
        `orders[${order.order_no}]: It was confirmed at ${confirmed_at}, and taken back before, at ${early}.`,
      ]);
    expect(warned(withOrder({ confirmed_at, refunds: [], cancelled_at: confirmed_at }))).toEqual([]);
  });

  it('with two systems for one order and no word on which comes first is told which is followed', () => {
    const orders = [
      { ...order, source: 'ERP' },
      { ...order, source: 'CRM' },
    ];
    const meta = (...source_precedence: string[]) => ({ ...document.meta, source_precedence });
    expect(warned({ orders, meta: meta('ERP') })).toEqual([]);
    expect(warned({ orders, meta: meta('SHOP') })).toEqual([
      `orders[${order.order_no}]: CRM and ERP tell of it, and meta.source_precedence names none of them: CRM is followed.`,
    ]);
  });

  it('whose lowest coefficient begins above 0 is told who is paid nothing', () => {
    const { plan } = document;
    if (plan === undefined || plan === null) throw new Error('The document has no plan');
    const bands = (...minima: string[]) => ({
      plan: { ...plan, coefficient_bands: minima.map((min_score) => ({ min_score, coef: '1' })) },
    });
    expect(warned(bands())).toEqual([]);
    expect(warned(bands('100', '0'))).toEqual([]);
    expect(warned(bands('100', '80'))).toEqual([expect.stringContaining('Scores below 80 have no')]);
  });

  it('is warned of in both languages', () => {
    for (const { happened } of documentWarnings({ ...document, employees: [] })) {
      expect(happened.zh).toMatch(/\p{Script=Han}/u);
      expect(happened.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
