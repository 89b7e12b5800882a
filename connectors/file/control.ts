import { Decimal } from 'decimal.js';
import type { ControlTotals } from '../kit/connector.ts';
import { type Reading, rowsOf } from './reading.ts';
import { decoded } from './text.ts';

/**
 * Rows of the files, those that cannot be taken apart among them, and sums of plain numbers. Rows whose key comes twice count twice here
 * and once in the warehouse: the comparison tells of them.
 */
export async function controlOf(reading: Reading): Promise<ControlTotals> {
  const sums = new Map((reading.settings.control?.sums ?? []).map((field) => [field, new Exact(0)]));
  let rows = 0;
  for (const each of reading.files) {
    for await (const { values } of rowsOf(reading, each)) {
      rows += 1;
      for (const [field, sum] of sums) {
        const value = values[each.header.fields.indexOf(field)];
        const text = value === undefined ? undefined : decoded(value, each.file.encoding)?.trim();
        if (text !== undefined && plainNumber.test(text)) sums.set(field, sum.plus(text));
      }
    }
  }
  return {
    rows: String(rows),
    sums: Object.fromEntries([...sums].map(([field, sum]) => [field, sum.toFixed()])),
  };
}

const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;
/** Adds without rounding: no file has numbers of so many digits. */
const Exact = Decimal.clone({ precision: 100 });
