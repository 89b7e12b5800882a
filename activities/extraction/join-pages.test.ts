import { describe, expect, it } from 'vitest';
import type { SourcePage } from '../../connectors/kit/connector.ts';
import { joinPages } from './join-pages.ts';

const pageOf = (at: number, rows: number, done = false): SourcePage => ({
  records: Array.from({ length: rows }, (_, row) => ({
    ...{ key: `${at}-${row}`, updatedAt: undefined, deleted: false, body: '{}' },
  })),
  next: { at },
  done,
});

async function* source(pages: readonly SourcePage[], failure?: Error): AsyncIterable<SourcePage> {
  yield* pages;
  if (failure !== undefined) throw failure;
}

/** Rows, place and end of each page handed out. */
async function handedOut(pages: AsyncIterable<SourcePage>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const { records, next, done } of pages) found.push([records.length, next.at, done]);
  return found;
}

describe('small pages', () => {
  it('are joined up to the rows asked for, and go on behind the last of them', async () => {
    const pages = [pageOf(1, 4), pageOf(2, 4), pageOf(3, 4), pageOf(4, 1), pageOf(5, 0, true)];
    expect(await handedOut(joinPages(source(pages), 10, () => 0))).toEqual([
      [12, 3, false],
      [1, 5, true],
    ]);
  });

  it('keep every row in its order', async () => {
    const keys: string[] = [];
    for await (const { records } of joinPages(source([pageOf(1, 2), pageOf(2, 2, true)]), 10))
      keys.push(...records.map(({ key }) => key));
    expect(keys).toEqual(['1-0', '1-1', '2-0', '2-1']);
  });

  it('wait for others no longer than a second', async () => {
    const clock = [0, 400, 900, 900, 2_000, 2_500];
    const pages = [pageOf(1, 1), pageOf(2, 1), pageOf(3, 1), pageOf(4, 1), pageOf(5, 1, true)];
    const joined = joinPages(source(pages), 100, () => clock.shift() ?? 9_000);
    expect(await handedOut(joined)).toEqual([
      [4, 4, false],
      [1, 5, true],
    ]);
  });

  it('are handed out before the failure that came behind them', async () => {
    const joined = joinPages(source([pageOf(1, 3), pageOf(2, 3)], new Error('throttled')), 100, () => 0);
    const found: number[] = [];
    const reading = async () => {
      for await (const { records } of joined) found.push(records.length);
    };
    await expect(reading()).rejects.toThrow('throttled');
    expect(found).toEqual([6]);
  });
});
