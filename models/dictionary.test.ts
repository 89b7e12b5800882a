import { expect, it } from 'vitest';
import { entities } from './entities/entities.ts';
import { date, i32, money, string } from './kit/column.ts';
import { undocumented } from './kit/undocumented.ts';
import { modelAssets } from './warehouse.ts';

it('tells in both languages what every table and column means, and how every measure adds up', () => {
  expect(modelAssets.flatMap((asset) => undocumented(asset))).toEqual([]);
});

it('does so for the staging entities that companies map their sources to', () => {
  const staged = entities.map((entity) => ({ ...entity, key: `stg.${entity.name}` as const }));
  expect(staged.flatMap((entity) => undocumented(entity))).toEqual([]);
});

it('refuses a text that is missing in one language, and a number of unknown additivity', () => {
  const columns = {
    order_no: string.describe('Order number', '订单号'),
    day: date.describe('Day'),
    paid: money,
    lines: i32.describe('Lines', '行数'),
    place: i32.describe('Place', '位置').isAttribute(),
    sold: i32.describe('Sold', 'Sold').adds('additive'),
  };
  const told = { key: 'fct.example', description: 'One order.', columns } as const;
  expect(undocumented(told)).toEqual([
    'fct.example: no Chinese text',
    'fct.example.day: no Chinese text',
    'fct.example.paid: no English text',
    'fct.example.paid: no Chinese text',
    'fct.example.lines: does not say how it adds up',
    'fct.example.sold: no Chinese text',
  ]);
});
