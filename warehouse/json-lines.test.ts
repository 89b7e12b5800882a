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

const ways = {
  'are there': (rows: Iterable<object>) => rows,
  'are waited for': async function* (rows: Iterable<object>) {
    yield* rows;
  },
};

it.each(Object.entries(ways))(
  'goes in pieces, and asks for no row before the last piece is taken, of rows that %s',
  async (_, given) => {
    let made = 0;
    function* rows() {
      for (; made < 100; made += 1) yield { made, text: 'x'.repeat(10_000) };
    }
    const pieces: { readonly text: string; readonly asked: number }[] = [];
    for await (const text of jsonLines(given(rows()))) pieces.push({ text, asked: made });
    expect(pieces[0]?.text).toHaveLength(27 * 10_000 + 584);
    expect(pieces[0]?.asked).toBeLessThan(30);
    expect(
      pieces
        .map(({ text }) => text)
        .join('')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(100);
  },
);
