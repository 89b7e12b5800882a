import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber } from './lossless-json.ts';
import { recordBody, recordBodyOf } from './record-body.ts';

describe('the body of a record', () => {
  it.each([
    ['12345678901234567.1234', '"12345678901234567.1234"'],
    ['-0.12345678901234567', '"-0.12345678901234567"'],
    ['9223372036854775808', '"9223372036854775808"'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['5100000000000000123', '5100000000000000123'],
    ['12500.50', '12500.50'],
    ['0.000000000012345', '0.000000000012345'],
    ['1.5E+7', '1.5E+7'],
    ['1e400', '"1e400"'],
  ])('writes %s as %s', (digits, written) => {
    expect(recordBody({ amount: new JsonNumber(digits) })).toBe(`{"amount":${written}}`);
  });

  it('looks for long numbers at every depth', () => {
    const long = new JsonNumber('1234567890.1234567');
    expect(recordBody({ lines: [{ price: long }] })).toBe('{"lines":[{"price":"1234567890.1234567"}]}');
  });

  it('changes nothing else in a text of the source', () => {
    const text = '{"no":"12345678901234567.1234","n":1.50,"note":null}';
    expect(recordBodyOf(text)).toBe(text);
    expect(recordBodyOf('{"n":12345678901234567.1234,"x":"a"}')).toBe(
      '{"n":"12345678901234567.1234","x":"a"}',
    );
  });

  it('lets a double carry every amount it leaves a number', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,17})\.\d{1,12}$/);
    fc.assert(
      fc.property(digits, (text) => {
        const [, body = ''] = /:(.*)\}/.exec(recordBodyOf(`{"n":${text}}`)) ?? [];
        if (body === text) expect(new Decimal(Number(text)).eq(text)).toBe(true);
        else expect(body).toBe(`"${text}"`);
      }),
      { seed: 1 },
    );
  });
});
