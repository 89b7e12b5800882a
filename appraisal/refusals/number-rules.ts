import { type Exact, exact, exactIn } from '../exact.ts';
import type { DecimalText } from '../facts.ts';
import { type Refusal, unless } from './refusal.ts';

/** A larger amount in base currency is a slip of the keyboard or of the unit, not an order. */
const largestAmount = exact('1000000000000');

/** Applies a rule about a number to a text that has to be one. */
function number(
  key: string,
  text: DecimalText,
  rule: (value: Exact) => readonly Refusal[],
): readonly Refusal[] {
  const value = exactIn(text);
  if (value === undefined)
    return [{ key, rule: 'decimal', happened: `"${text}" is not a decimal number such as 1234.56.` }];
  return rule(value);
}

function notAbsurd(key: string, value: Exact): readonly Refusal[] {
  return unless(
    value.abs().lte(largestAmount),
    key,
    'absurd_amount',
    'The amount is larger than a thousand billion.',
  );
}

function notNegative(key: string, value: Exact): readonly Refusal[] {
  return unless(value.gte(0), key, 'not_negative', 'The number is negative.');
}

/** Any decimal number. */
export function decimalRules(key: string, text: DecimalText): readonly Refusal[] {
  return number(key, text, () => []);
}

/** A decimal number from 0 on. */
export function positiveRules(key: string, text: DecimalText): readonly Refusal[] {
  return number(key, text, (value) => notNegative(key, value));
}

/** An amount from 0 on that is not absurd. */
export function amountRules(key: string, text: DecimalText): readonly Refusal[] {
  return number(key, text, (value) => [...notNegative(key, value), ...notAbsurd(key, value)]);
}

/** An amount of either sign that is not absurd. */
export function signedAmountRules(key: string, text: DecimalText): readonly Refusal[] {
  return number(key, text, (value) => notAbsurd(key, value));
}

/** A share or rate: from 0 to 1. */
export function shareRules(key: string, text: DecimalText): readonly Refusal[] {
  return number(key, text, (value) =>
    unless(value.gte(0) && value.lte(1), key, 'share', `${text} is not between 0 and 1.`),
  );
}

/** A count: a whole number from 0 on. */
export function countRules(key: string, count: number): readonly Refusal[] {
  return unless(
    Number.isSafeInteger(count) && count >= 0,
    key,
    'count',
    `${count} is not a whole number from 0 on.`,
  );
}
