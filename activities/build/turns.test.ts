import { EventEmitter, once } from 'node:events';
import { expect, it } from 'vitest';
import { turns } from './turns.ts';

/** Work that goes on until it is told to end. */
function work() {
  const told = new EventEmitter();
  let isBegun = false;
  const begin = async () => {
    isBegun = true;
    const [failure] = await once(told, 'end');
    if (failure !== undefined) throw failure;
  };
  return { begin, end: (failure?: Error) => told.emit('end', failure), isBegun: () => isBegun };
}

it('lets wide builds take turns, in order, and narrow ones pass', async () => {
  const { take } = turns();
  const [first, second, narrow] = [work(), work(), work()];
  const done = [take(30_000_000, first.begin), take(1_900_000, second.begin), take(99_999, narrow.begin)];
  await Promise.resolve();
  expect([first.isBegun(), second.isBegun(), narrow.isBegun()]).toEqual([true, false, true]);
  first.end();
  await done[0];
  expect(second.isBegun()).toBe(true);
  second.end();
  narrow.end();
  await Promise.all(done);
});

it('builds side by side what there is room for, and gives room back after a failure', async () => {
  const { take } = turns();
  const [one, other, third] = [work(), work(), work()];
  const broken = expect(take(1_000_000, one.begin)).rejects.toThrow('ended');
  const done = [take(1_000_000, other.begin), take(1_000_000, third.begin)];
  await Promise.resolve();
  expect([one.isBegun(), other.isBegun(), third.isBegun()]).toEqual([true, true, false]);
  one.end(new Error('ended'));
  await broken;
  expect(third.isBegun()).toBe(true);
  other.end();
  third.end();
  await Promise.all(done);
});
