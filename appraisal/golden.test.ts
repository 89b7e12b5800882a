import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adjustmentOf } from './adjustment.ts';
import { publishedAdjustment, publishedStatement } from './published.ts';
import { statementOf } from './statement.ts';
import { type GoldenInputs, goldenFacts } from './test-golden-reader.ts';

const shared = process.env.YARDSTICK_SHARED;

interface Golden {
  readonly inputs: GoldenInputs;
  readonly expected: { readonly close: object; readonly ppa: object };
}

describe.skipIf(shared === undefined)('golden 1', () => {
  const golden = () =>
    JSON.parse(readFileSync(join(shared ?? '', 'golden/performance.json'), 'utf8')) as Golden;

  it('is closed to the fen', () => {
    const { inputs, expected } = golden();
    const statement = statementOf(goldenFacts(inputs, inputs.meta.close_as_of));
    expect(publishedStatement(statement)).toEqual(expected.close);
  });

  it('is adjusted to the fen a month later', () => {
    const { inputs, expected } = golden();
    const { close_as_of, later_as_of } = inputs.meta;
    const adjustment = adjustmentOf(goldenFacts(inputs, close_as_of), goldenFacts(inputs, later_as_of));
    expect(publishedAdjustment(adjustment)).toEqual(expected.ppa);
  });
});
