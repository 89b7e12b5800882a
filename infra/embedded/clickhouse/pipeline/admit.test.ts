import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ServerError } from '../server-error.ts';
import { Admission } from './admit.ts';

const limits = { queries: 3, queriesPerUser: 2, queue: 4, queuePerUser: 3, queueSeconds: 60 };
const never = new AbortController().signal;

/** Queries that run until they are told to end; `ran` tells in which order they began. */
function desk(admission: Admission) {
  const ran: string[] = [];
  const ends = new Map<string, () => void>();
  const stops = new Map<string, AbortSignal>();
  const start = (user: string, name: string, signal = never) => {
    const query = { user, queryId: name, sql: 'SELECT 1' };
    const done = admission.run(query, signal, (stop) => {
      stops.set(name, stop);
      ran.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
    done.catch(() => undefined);
    return done;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await setImmediate();
  };
  return { ran, start, end, stops };
}

test('one user leaves a place to others, and is served in order of arrival', async () => {
  const { ran, start, end } = desk(new Admission(limits));
  for (const name of ['a1', 'a2', 'a3', 'a4']) void start('a', name);
  void start('b', 'b1');
  await setImmediate();
  expect(ran).toEqual(['a1', 'a2', 'b1']);
  await end('a2');
  expect(ran).toEqual(['a1', 'a2', 'b1', 'a3']);
  await end('a1');
  expect(ran.at(-1)).toBe('a4');
});

test('a place that its user’s next query may not take goes to another user', async () => {
  const { ran, start, end } = desk(new Admission(limits));
  for (const name of ['a1', 'a2', 'a3']) void start('a', name);
  for (const name of ['b1', 'b2']) void start('b', name);
  await setImmediate();
  expect(ran).toEqual(['a1', 'a2', 'b1']);
  await end('b1');
  expect(ran.at(-1)).toBe('b2');
});

test('what the queue cannot take is refused at once, other users have their share of it', async () => {
  const { start } = desk(new Admission(limits));
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) void start('a', name);
  await expect(start('a', 'a6')).rejects.toMatchObject({ code: 202, type: 'TOO_MANY_SIMULTANEOUS_QUERIES' });
  for (const name of ['b1', 'b2']) void start('b', name);
  await expect(start('b', 'b3')).rejects.toMatchObject({ code: 202 });
});

test('whoever waits too long is refused, and its place in the queue is free', async () => {
  const admission = new Admission({ ...limits, queries: 1, queue: 1, queuePerUser: 1, queueSeconds: 0.02 });
  const { start } = desk(admission);
  void start('a', 'a1');
  await expect(start('a', 'a2')).rejects.toMatchObject({ code: 202 });
  await expect(start('a', 'a3')).rejects.toThrow('No place was free within 0.02 s');
});

test('whoever leaves does not keep a place', async () => {
  const { ran, start, end } = desk(new Admission({ ...limits, queries: 1 }));
  const gone = new AbortController();
  void start('a', 'a1');
  const leaving = start('b', 'b1', gone.signal);
  void start('b', 'b2');
  gone.abort(new Error('gone'));
  await expect(leaving).rejects.toThrow('gone');
  await end('a1');
  expect(ran).toEqual(['a1', 'b2']);
});

describe('somebody ends a query', () => {
  const killed = new ServerError(394, 'QUERY_WAS_CANCELLED', 'Query was cancelled');
  const one = { ...limits, queries: 1 };

  test('that waits: it leaves the queue', async () => {
    const admission = new Admission(one);
    const { ran, start, end } = desk(admission);
    void start('a', 'a1');
    const second = start('a', 'a2');
    void start('b', 'b1');
    const [waiting] = admission.waiting();
    expect(waiting).toMatchObject({ user: 'a', queryId: 'a2', sql: 'SELECT 1' });
    waiting?.end(killed);
    await expect(second).rejects.toBe(killed);
    expect(admission.waiting().map(({ queryId }) => queryId)).toEqual(['b1']);
    await end('a1');
    expect(ran).toEqual(['a1', 'b1']);
  });

  test('that has found its place meanwhile: its work is told', async () => {
    const admission = new Admission(one);
    const { start, end, stops } = desk(admission);
    void start('a', 'a1');
    void start('a', 'a2');
    const [waiting] = admission.waiting();
    await setImmediate();
    await end('a1');
    expect(stops.get('a2')?.aborted).toBe(false);
    waiting?.end(killed);
    expect(stops.get('a2')?.reason).toBe(killed);
  });
});
