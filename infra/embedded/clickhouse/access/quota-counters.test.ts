import { expect, test } from 'vitest';
import type { Quota } from './model.ts';
import { QuotaCounters } from './quota-counters.ts';

const hour = { seconds: 3_600, randomized: false, max: { queries: 5 } };
const day = { seconds: 86_400, randomized: false, max: {} };
const quota: Quota = {
  name: 'q',
  id: '7f0c8a4e-5d0b-4a52-9c8c-0d1f1a2b3c4d',
  keyedBy: 'user_name',
  intervals: [hour, day],
  to: { all: true, names: [], except: [] },
};
const clock = (now: string) => {
  const time = { now: Date.parse(now) };
  return { time, counters: new QuotaCounters(() => time.now) };
};
const ends = (counters: QuotaCounters) =>
  counters.of(quota, 'a').map(({ endMs }) => new Date(endMs).toISOString());
const queries = (counters: QuotaCounters, key: string, of = quota) =>
  counters.of(of, key).map(({ used }) => used.queries ?? 0);

test('each key has counters of its own, for every interval, the longest first', () => {
  const { counters } = clock('2027-03-04T05:06:07Z');
  counters.add(quota, 'a', { queries: 2 });
  counters.add(quota, 'a', { queries: 1 });
  counters.add(quota, 'b', { queries: 1 });
  expect(queries(counters, 'a')).toEqual([3, 3]);
  expect(queries(counters, 'b')).toEqual([1, 1]);
  expect(counters.ofAll(quota).map(({ key }) => key)).toEqual(['a', 'b']);
});

test('intervals end on the hour and at midnight; then that counter begins anew', () => {
  const { time, counters } = clock('2027-03-04T05:06:07Z');
  counters.add(quota, 'a', { queries: 2 });
  expect(ends(counters)).toEqual(['2027-03-05T00:00:00.000Z', '2027-03-04T06:00:00.000Z']);
  time.now = Date.parse('2027-03-04T06:00:00Z');
  expect(queries(counters, 'a')).toEqual([2, 0]);
  time.now = Date.parse('2027-03-06T23:00:00Z');
  expect(queries(counters, 'a')).toEqual([0, 0]);
  expect(ends(counters)).toEqual(['2027-03-07T00:00:00.000Z', '2027-03-07T00:00:00.000Z']);
});

test('a randomized interval keeps the offset that it was given', () => {
  const { time, counters } = clock('2027-03-04T05:06:07Z');
  const odd = { ...quota, intervals: [{ ...hour, randomized: true }] };
  const [first] = counters.of(odd, 'a');
  const end = first?.endMs ?? 0;
  expect(end - time.now).toBeGreaterThan(0);
  expect(end - time.now).toBeLessThanOrEqual(3_600_000);
  time.now = end + 3_600_000 * 5;
  expect(counters.of(odd, 'a')[0]?.endMs).toBe(end + 3_600_000 * 6);
});

test('a limit that was changed counts on, a quota that was made again begins anew', () => {
  const { counters } = clock('2027-03-04T05:06:07Z');
  counters.add(quota, 'a', { queries: 2 });
  const altered = { ...quota, intervals: [{ ...hour, max: { queries: 9 } }] };
  expect(counters.of(altered, 'a')).toMatchObject([
    { used: { queries: 2 }, interval: { max: { queries: 9 } } },
  ]);
  expect(queries(counters, 'a', { ...quota, id: '00000000-0000-4000-8000-000000000000' })).toEqual([0, 0]);
});
