import { describe, expect, it } from 'vitest';
import {
  amountRules,
  countRules,
  decimalRules,
  positiveRules,
  shareRules,
  signedAmountRules,
} from './number-rules.ts';
import type { Refusal } from './refusal.ts';

const told = (found: readonly Refusal[]) =>
  found.map(({ key, rule, happened }) => `${key} ${rule} ${happened}`);

const negative = 'k not_negative The number is negative.';
const absurd = 'k absurd_amount The amount is larger than a thousand billion.';
const noDecimal = (text: string) => `k decimal "${text}" is not a decimal number such as 1234.56.`;

describe('a number is refused', () => {
  it.each<[string, (key: string, text: string) => readonly Refusal[], [string, string[]][]]>([
    [
      'as a decimal, when it is none',
      decimalRules,
      [
        ['-3.5', []],
        ['1e5', [noDecimal('1e5')]],
      ],
    ],
    [
      'below 0',
      positiveRules,
      [
        ['0', []],
        ['2000000000000', []],
        ['-0.01', [negative]],
        ['', [noDecimal('')]],
      ],
    ],
    [
      'as an amount, below 0 and above a thousand billion',
      amountRules,
      [
        ['0', []],
        ['1000000000000', []],
        ['1000000000000.01', [absurd]],
        ['-0.01', [negative]],
        ['-1000000000000.01', [negative, absurd]],
        ['1,5', [noDecimal('1,5')]],
      ],
    ],
    [
      'as an amount of either sign, beyond a thousand billion',
      signedAmountRules,
      [
        ['-1000000000000', []],
        ['1000000000000', []],
        ['-1000000000000.01', [absurd]],
        ['x', [noDecimal('x')]],
      ],
    ],
    [
      'as a share, outside 0 to 1',
      shareRules,
      [
        ['0', []],
        ['1', []],
        ['1.0001', ['k share 1.0001 is not between 0 and 1.']],
        ['-0.0001', ['k share -0.0001 is not between 0 and 1.']],
        ['half', [noDecimal('half')]],
      ],
    ],
  ])('%s', (_, rules, cases) => {
    expect(cases.map(([text]) => [text, told(rules('k', text))])).toEqual(cases);
  });

  it('as a count, when it is no whole number from 0 on', () => {
    const refused = [0, 1, 2 ** 53 - 1, -1, 0.5, 2 ** 53].map((count) => told(countRules('k', count)));
    expect(refused).toEqual([
      [],
      [],
      [],
      ['k count -1 is not a whole number from 0 on.'],
      ['k count 0.5 is not a whole number from 0 on.'],
      ['k count 9007199254740992 is not a whole number from 0 on.'],
    ]);
  });
});
