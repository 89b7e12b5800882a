import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { rawClient } from '../test-client.ts';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';
import { type Token, tokens } from './lexer.ts';
import { stringLiteral } from './literals.ts';

let server: TestClickHouse;

beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());

/** What texts are put together from: whatever begins, ends or escapes something. */
const atoms = [
  ...["'", '"', '`', '“', '”', '‘', '’', "''", "x'", "b'", "\\'", '\\', '\\\\', '$', '$$', '$a$', '$b$'],
  ...['/*', '*/', '/', '*', '--', '-', '//', '#', '# ', '#!', '\n', '\r', '\t', ' ', '\v', '\f', '\0'],
  ...['a', 'file', 'x', 'b', 'e', 'p', '_', '0', '1', '61', '0x', '0b1', '1e-', '.', '..'],
  ...['(', ')', '[', ']', '{', '}', ',', ';', ':', '::', '@', '@@', '|', '||', '=', '<', '>', '!', '?', '+'],
  ...['%', '^', '~', '&', 'é', '−', '\u00a0', '\u200b', '\ufeff'],
];
const written = [
  "SELECT 1 /* /* */ ' */ , file('a') -- '",
  "SELECT 1 // ' \n , file('a') // '",
  "SELECT 1 # ' \n , file('a')",
  "SELECT $a$ ' $a$, a$b$, file('a') -- '",
  "SELECT 'a\\' , b', `a``b`, \"a\\\"b\", ‘a\\’, “a”, x'61', b'01', 1e-2, 0x1f.8p1, t.1.2, 1..a",
  'SELECT 1 /* never closed',
];

/** Kinds of the engine's tokens, where they are not single letters. */
const kinds: Readonly<Record<string, Token['kind']>> = {
  BareWord: 'word',
  Number: 'number',
  StringLiteral: 'string',
  HereDoc: 'string',
  QuotedIdentifier: 'quoted-identifier',
};
const answer = z.array(z.array(z.tuple([z.number(), z.number(), z.string()])));

test.each([1, 2, 3, 4])(
  'texts are read as the engine reads them, whatever stands in them: %i',
  async (seed) => {
    const texts = [...written, ...soup(seed, 2_000)].map((text) => ` ${text}`);
    const { text } = rawClient(server);
    const told = await text(
      `SELECT toJSONString(arrayMap(q -> arrayMap(t -> (toUInt32(t.1), toUInt32(t.2), toString(t.3)),
      arrayFilter(t -> t.3 NOT IN ('Whitespace', 'Comment'), tokenizeQuery(q))), [${texts.map(stringLiteral).join(', ')}]))
    FORMAT TSVRaw`,
    );
    const theirs = answer.parse(JSON.parse(told));
    for (const [index, sql] of texts.entries()) {
      const bytes = Buffer.from(sql);
      const engine = (theirs[index] ?? []).map(([from, to, name]) => ({
        name,
        text: bytes.subarray(from, to).toString(),
      }));
      expect(ours(sql), JSON.stringify(sql)).toEqual(engineTokens(engine));
    }
  },
);

function ours(sql: string): string[] {
  return [...tokens(sql)].flatMap(({ kind, text }) => shown(kind, text));
}

function engineTokens(all: readonly { readonly name: string; readonly text: string }[]): string[] {
  const shownTokens: string[] = [];
  for (const [index, { name, text }] of all.entries()) {
    const rest = all.slice(index).map((each) => each.text);
    // With less than a letter in it such a quote is an error of its own, and so is `x'` at the end.
    const strayQuote = name === 'Error' && /^[‘“]$/.test(text);
    const strayBytes = name === 'BareWord' && /^[xXbB]$/.test(text) && rest[1] === "'" && rest.length === 2;
    if (strayQuote || strayBytes) return [...shownTokens, 'unclosed'];
    if (/^Error.*NotClosed$/.test(name)) return [...shownTokens, 'unclosed'];
    shownTokens.push(...shown(kinds[name] ?? 'symbol', text));
  }
  return shownTokens;
}

/** Operators of several letters are so many symbols here; where nothing is closed, the rest does not matter. */
function shown(kind: Token['kind'], text: string): string[] {
  if (kind === 'unclosed') return ['unclosed'];
  return kind === 'symbol' ? [...text].map((letter) => `symbol ${letter}`) : [`${kind} ${text}`];
}

function soup(seed: number, count: number): string[] {
  const random = randomNumbers(seed);
  const pick = () => atoms[Math.floor(random() * atoms.length)] ?? '';
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + Math.floor(random() * 14) }, pick).join(''),
  );
}

/** A linear congruential generator, so that a failure comes again. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
