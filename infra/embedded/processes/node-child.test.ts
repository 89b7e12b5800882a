import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startNodeChild } from './node-child.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-node-child-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a command of ours that ends before it is ready is an error with its last words', {
  timeout: 60_000,
}, async () => {
  const started = startNodeChild({
    name: 'worker',
    args: ['no-such-command'],
    logFile: join(folder, 'worker.log'),
  });
  await expect(started).rejects.toMatchObject({
    code: 'ENGINE_EXITED',
    subject: 'worker',
    message: expect.stringContaining('no-such-command'),
  });
});

test('a command of ours is stopped when its readiness fails', { timeout: 60_000 }, async () => {
  const ready = () => Promise.reject(new Error('the queue is closed'));
  const started = startNodeChild({
    name: 'worker',
    args: ['--version'],
    logFile: join(folder, 'worker.log'),
    ready,
  });
  await expect(started).rejects.toThrow('the queue is closed');
});
