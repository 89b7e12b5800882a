// What is refused, and for which rule, in one word each.
import type { PeriodFacts } from '../facts.ts';
import { refusalsOf } from './refusals-of.ts';

export function findings(of: PeriodFacts): string[] {
  return refusalsOf(of).map(({ key, rule }) => `${key}: ${rule}`);
}
