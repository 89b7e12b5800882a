import { expect, expectTypeOf, it } from 'vitest';
import { type Asset, defineAsset, monthly, type RowOf, sql, unpartitioned } from './asset.ts';
import { notNull, unique } from './check.ts';
import { baseMoney, type DayText, type DecimalText, date, string, u64 } from './column.ts';
import { sameMonth } from './mapping.ts';

const columns = {
  order_no: string.describe('Order number'),
  business_date: date,
  net: baseMoney.orNull(),
  key: u64,
};
const declared = defineAsset({
  key: 'fct.example',
  description: 'One row per order.',
  columns,
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no'],
  inputs: { line: sameMonth('stg.order_line') },
  compute: sql(),
  checks: [unique('order_no'), notNull('net')],
});

it('derives the row type, money as decimal text', () => {
  expectTypeOf<RowOf<typeof declared>>().toEqualTypeOf<{
    readonly order_no: string;
    readonly business_date: DayText;
    readonly net: DecimalText | null;
    readonly key: string;
  }>();
});

it('is an Asset to everyone who does not know its columns', () => {
  const seen: Asset = declared;
  expect(seen.key).toBe('fct.example');
  expect(Object.isFrozen(seen)).toBe(true);
});

it('refuses at compile time what would be wrong at night', () => {
  const rest = { key: 'fct.bad', description: '', columns, inputs: {}, compute: sql(), checks: [] } as const;
  // @ts-expect-error a key column that does not exist
  defineAsset({ ...rest, partitions: unpartitioned(), orderBy: ['nope'] });
  // @ts-expect-error a check on a column that does not exist
  defineAsset({ ...rest, partitions: unpartitioned(), orderBy: ['key'], checks: [unique('nope')] });
  // @ts-expect-error months come from a date column
  defineAsset({ ...rest, partitions: monthly('order_no'), orderBy: ['key'] });
  const layer = { ...rest, partitions: unpartitioned(), orderBy: ['key'] } as const;
  // @ts-expect-error a layer that does not exist
  defineAsset({ ...layer, key: 'gold.x' });
  const known = { order_no: 'a', business_date: '2026-01-01' as DayText, key: '1' };
  // @ts-expect-error a JavaScript number where money is meant
  const row: RowOf<typeof declared> = { ...known, net: 12.5 };
  expect(row).toBeDefined();
});
