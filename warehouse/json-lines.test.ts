import { expect, it } from 'vitest';
import { jsonLines } from './json-lines.ts';

async function piecesOf(rows: Parameters<typeof jsonLines>[0]): Promise<readonly string[]> {
  const pieces: string[] = [];
  for await (const piece of jsonLines(rows)) pieces.push(piece);
  return pieces;
}

it('holds a row to a line, also one with line ends, and nothing where there are no rows', async () => {
  expect(await piecesOf([{ n: 1 }, { text: 'a\nb' }])).toEqual(['{"n":1}\n{"text":"a\\nb"}\n']);
  expect(await piecesOf([])).toEqual([]);
});

it('goes in pieces, and asks for no row before the last piece is taken', async () => {
  let made = 0;
  function* rows() {
    for (; made < 100; made += 1) yield { made, text: 'x'.repeat(10_000) };
  }
  const lines = jsonLines(rows());
  const first = await lines.next();
  expect(first.value).toHaveLength(27 * 10_000 + 584);
  expect(made).toBeLessThan(30);
  const rest: string[] = [];
  for await (const piece of lines) rest.push(piece);
  expect(`${first.value}${rest.join('')}`.trimEnd().split('\n')).toHaveLength(100);
});
