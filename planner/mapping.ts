import type { PartitionMapping } from '../models/kit/mapping.ts';
import { addMonths, monthsBetween } from './month.ts';
import type { Month } from './state.ts';

/** The months of an input, out of those it has, that one month of the output reads; a stream has no months. */
export function inputMonths(
  mapping: PartitionMapping,
  outputMonth: Month,
  available: readonly Month[],
): Month[] {
  switch (mapping.kind) {
    case 'sameMonth':
      return available.filter((month) => month === outputMonth);
    case 'window': {
      const first = addMonths(outputMonth, mapping.from);
      const last = addMonths(outputMonth, mapping.to);
      return available.filter((month) => first <= month && month <= last).sort();
    }
    case 'all':
    case 'slice':
      return [...available].sort();
    case 'stream':
      return [];
  }
}

/** The inverse of `inputMonths`: the output months that may change when this month of the input changes. */
export function outputMonths(mapping: PartitionMapping, inputMonth: Month): Month[] | 'all' {
  switch (mapping.kind) {
    case 'sameMonth':
      return [inputMonth];
    case 'window':
      return monthsBetween(addMonths(inputMonth, -mapping.to), addMonths(inputMonth, -mapping.from));
    case 'all':
    case 'slice':
    case 'stream':
      return 'all';
  }
}
