import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonNumber, parseLosslessJson, writeLosslessJson } from './lossless-json.ts';

describe('lossless JSON', () => {
  it('keeps trailing zeros, long ids and exponents as written', () => {
    const text = '{"amount":12500.50,"id":5100000000000000123,"big":1.5E+7,"list":[0,-0.10,null,true]}';
    expect(writeLosslessJson(parseLosslessJson(text))).toBe(text);
  });

  it('reads numbers as text objects', () => {
    expect(parseLosslessJson('[9007199254740993]')).toEqual([new JsonNumber('9007199254740993')]);
  });

  it('agrees with JSON.parse on everything else', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(JSON.parse(writeLosslessJson(parseLosslessJson(text)))).toEqual(JSON.parse(text));
      }),
      { seed: 1 },
    );
  });

  it.each(['', '{', '[1,]', '{"a":01}', '"a', '{"a" 1}', 'nul', '[1] x', '{a:1}', '"\\x"', '[1.]'])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => parseLosslessJson(text)).toThrow(/Malformed JSON at offset/);
    },
  );

  it('does not let a field named __proto__ change the object', () => {
    const value = parseLosslessJson('{"__proto__":{"polluted":true}}');
    expect(writeLosslessJson(value)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('refuses bottomless nesting', () => {
    expect(() => parseLosslessJson('['.repeat(100_000))).toThrow(/nested too deeply/);
  });
});
