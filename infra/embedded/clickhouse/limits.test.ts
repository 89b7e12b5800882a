import { expect, test } from 'vitest';
import { limitsOf } from './limits.ts';

test('fit the machine', () => {
  const limits = limitsOf({}, 10_000_000_000);
  expect(limits).toMatchObject({ memory: 6_000_000_000, memoryPerQuery: 3_000_000_000 });
  expect(limits.queriesPerUser).toBeLessThan(limits.queries);
});

test('what is asked for counts, and what depends on it follows', () => {
  expect(limitsOf({ queries: 2, queue: 4, memory: 1000 })).toMatchObject({
    ...{ queries: 2, queriesPerUser: 1, queue: 4, queuePerUser: 3 },
    ...{ memory: 1000, memoryPerQuery: 500 },
  });
});

test('one user never has more places than there are', () => {
  expect(limitsOf({ queries: 2, queriesPerUser: 9 }).queriesPerUser).toBe(2);
});
