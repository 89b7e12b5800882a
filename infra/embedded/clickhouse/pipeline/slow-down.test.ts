import { expect, test } from 'vitest';
import { Slowdown } from './slow-down.ts';

function world() {
  let now = 0;
  const waits: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms);
    },
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { slowdown: new Slowdown(clock), waits, pass };
}

test('guesses at one login wait longer and longer, others do not', async () => {
  const { slowdown, waits } = world();
  for (let guess = 0; guess < 13; guess += 1) await slowdown.attempt('bi', '127.0.0.1');
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  await slowdown.attempt('loader', '127.0.0.1');
  expect(waits).toHaveLength(8);
});

test('guesses at many logins from one address wait as well', async () => {
  const { slowdown, waits } = world();
  for (let guess = 0; guess < 52; guess += 1) await slowdown.attempt(`user ${guess}`, '127.0.0.1');
  expect(waits).toEqual([250, 500]);
});

test('a right password or a quiet minute ends it', async () => {
  const { slowdown, waits, pass } = world();
  for (let guess = 0; guess < 6; guess += 1) await slowdown.attempt('bi', '127.0.0.1');
  slowdown.succeeded('bi', '127.0.0.1');
  await slowdown.attempt('bi', '127.0.0.1');
  expect(waits).toHaveLength(1);
  for (let guess = 0; guess < 6; guess += 1) await slowdown.attempt('bi', '127.0.0.1');
  pass(60_001);
  await slowdown.attempt('bi', '127.0.0.1');
  expect(waits).toHaveLength(3);
});
