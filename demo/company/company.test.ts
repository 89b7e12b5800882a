import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { truthFor, truthOf } from '../truth/truth.ts';
import { dateOf, dayOf, isBankDay, isWorkday } from './calendar.ts';
import { type CompanyOptions, generateCompany } from './company.ts';

const small: CompanyOptions = { seed: 'test', start: '2025-01-01', until: '2025-12-31', scale: 0.05 };

function hashes(options: CompanyOptions): string[] {
  return [...generateCompany(options)].map((batch) =>
    createHash('sha256').update(JSON.stringify(batch)).digest('hex'),
  );
}

describe('generateCompany', () => {
  const once = hashes(small);

  it('gives the same company for the same seed and another one for another', () => {
    expect(hashes(small)).toEqual(once);
    expect(hashes({ ...small, seed: 'other' })).not.toEqual(once);
  });

  it('keeps every day that was played when it goes on', () => {
    const longer = hashes({ ...small, until: '2026-02-15' });
    expect(longer.slice(0, once.length)).toEqual(once);
    expect(longer).toHaveLength(once.length + 46);
  });

  it('leaves facts alone when rows are not wanted', () => {
    const all = [...generateCompany(small)];
    const factsOnly = [...generateCompany({ ...small, rowsAfter: '2025-06-30' })];
    expect(factsOnly.map(({ facts }) => facts)).toEqual(all.map(({ facts }) => facts));
    expect(factsOnly.map(({ rows }) => rows.length > 0).indexOf(true)).toBe(
      dayOf('2025-07-01') - dayOf('2025-01-01'),
    );
    expect(factsOnly.at(-1)?.rows).toEqual(all.at(-1)?.rows);
  });

  it('books an order at the first and the last second of every month', () => {
    const instants = new Set(
      [...generateCompany(small)].flatMap(({ rows }) =>
        rows.filter(({ table }) => table === 'erp.sales_order').map(({ row }) => row.confirmed_at),
      ),
    );
    expect(instants).toContain('2025-07-31T15:59:59.000000Z');
    expect(instants).toContain('2025-07-31T16:00:00.000000Z');
  });

  it('has what a company of its size has', () => {
    const counts = new Map<string, number>();
    const options = { ...small, start: '2023-04-01', until: '2026-03-31' };
    for (const { facts } of generateCompany({ ...options, rowsAfter: options.until })) {
      for (const { kind } of facts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const between = (kind: string, low: number, high: number) => {
      expect(counts.get(kind), kind).toBeGreaterThan(low);
      expect(counts.get(kind), kind).toBeLessThan(high);
    };
    between('booked', 2700, 3300);
    between('activity', 3500, 5700);
    between('opportunity', 4500, 7000);
    between('refunded', 80, 250);
    between('cancelled', 40, 130);
    between('malformed', 5, 60);
  }, 60_000);
});

describe('the calendar', () => {
  it('knows 调休: 14 February 2026 is worked, the 16th is not, and banks rest on both', () => {
    expect(isWorkday(dayOf('2026-02-14'))).toBe(true);
    expect(isWorkday(dayOf('2026-02-16'))).toBe(false);
    expect(isBankDay(dayOf('2026-02-14'))).toBe(false);
    const quarter = [1, 2, 3].map((month) => workdays(`2026-0${month}-01`));
    expect(quarter).toEqual([21, 16, 22]);
  });
});

function workdays(first: string): number {
  let count = 0;
  for (let day = dayOf(first); dateOf(day).startsWith(first.slice(0, 7)); day += 1)
    count += Number(isWorkday(day));
  return count;
}

describe('the truth', () => {
  const truth = truthFor(small);

  it('adds up: employees and the unassigned make the month', () => {
    for (const { month, net } of truth.months) {
      const parts = truth.employeeMonths.filter((each) => each.month === month);
      const sum = parts.reduce((total, each) => total + units(each.net), 0n);
      expect(sum, month).toBe(units(net));
    }
    expect(truth.employeeMonths.some(({ employee }) => employee === 'unassigned')).toBe(true);
  });

  it('rounds once, halves away from zero', () => {
    for (const { net, netRounded } of truth.employeeMonths) {
      const rest = units(net) - units(`${netRounded}00000000`);
      expect(rest <= 50_000_000n && rest >= -50_000_000n).toBe(true);
    }
  });

  it('changes the past only through what was recorded later', () => {
    const earlier = truthFor({ ...small, until: '2025-11-30' });
    const before = new Map(earlier.months.map(({ month, ordersBooked }) => [month, ordersBooked]));
    for (const { month, ordersBooked } of truth.months) {
      const known = before.get(month);
      if (known !== undefined && month <= '2025-10') expect(ordersBooked).toBeLessThanOrEqual(known);
      if (month === '2025-11') expect(ordersBooked).toBeGreaterThanOrEqual((known ?? 0) - 3);
    }
  });

  it('is the same from days played for the sources', () => {
    expect(truthOf(generateCompany(small))).toEqual(truth);
  });
});

/** Decimal text with ten places as an integer. */
function units(text: string): bigint {
  return BigInt(text.replace('.', ''));
}
