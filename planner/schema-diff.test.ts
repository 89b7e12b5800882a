import { expect, it } from 'vitest';
import { category, date, money, string } from '../models/kit/column.ts';
import { diffColumns } from './schema-diff.ts';

const declared = {
  columns: { id: string.describe('The id'), net: money.orNull(), status: category.orNull(), day: date },
};
const existing = [
  { name: 'id', type: 'String', comment: 'An id' },
  { name: 'net', type: 'Nullable(Decimal(18,4))', comment: '' },
  { name: 'status', type: 'LowCardinality(String)', comment: '' },
  { name: 'old', type: 'UInt8', comment: '' },
  { name: 'version', type: 'UInt64', comment: '' },
];

it('tells added, changed and removed columns and comments, and leaves the store its own', () => {
  expect(diffColumns(existing, declared, ['version'])).toEqual({
    added: [{ name: 'day', type: 'Date', comment: '' }],
    changedType: [{ name: 'status', from: 'LowCardinality(String)', to: 'LowCardinality(Nullable(String))' }],
    removed: ['old'],
    changedComment: [{ name: 'id', comment: 'The id' }],
  });
});
