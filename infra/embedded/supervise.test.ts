import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEvent } from './events.ts';
import { isAlive } from './processes/alive.ts';
import { spawnChild } from './processes/child.ts';
import { eventually } from './processes/wait.ts';
import { type Running, type Supervised, type SuperviseOptions, supervise } from './supervise.ts';

describe('a supervised process', () => {
  let folder: string;
  let events: EngineEvent[];
  const running: Supervised<Running>[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yardstick-supervise-'));
    events = [];
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((supervised) => supervised.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const sleeper = (...args: string[]) =>
    spawnChild({ name: 'sleeper', command: 'sleep', args, logFile: join(folder, 'sleeper.log') });

  const watch = async (options: Partial<SuperviseOptions<Running>>) => {
    const supervised = await supervise<Running>({
      name: 'sleeper',
      start: () => sleeper('60'),
      logFile: join(folder, 'sleeper.log'),
      onEvent: (event) => events.push(event),
      ...options,
    });
    running.push(supervised);
    return supervised;
  };

  const typesOf = () => events.map(({ type }) => type);

  test('is started again when it was killed', async () => {
    const supervised = await watch({ policy: { firstPauseMs: 10 } });
    const { pid } = supervised.current();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => supervised.current().pid !== pid, { withinMs: 10_000 });
    expect(isAlive(supervised.current().pid)).toBe(true);
    expect(typesOf()).toEqual(['starting', 'ready', 'crashed', 'starting', 'ready']);
    expect(events[2]).toMatchObject({ reason: 'killed by a signal', restartInMs: 10 });
  });

  test('is given up after five ends in a row, naming the log', async () => {
    const supervised = await watch({ start: () => sleeper('0'), policy: { firstPauseMs: 1 } });
    const reason = await supervised.gaveUp;
    expect(reason.code).toBe('ENGINE_GAVE_UP');
    expect(reason.explain()).toContain(join(folder, 'sleeper.log'));
    expect(typesOf().filter((type) => type === 'ready')).toHaveLength(5);
  });

  test('that cannot be started again counts as crashed', async () => {
    let starts = 0;
    const start = async () => {
      starts += 1;
      if (starts > 1) throw new Error('no room');
      return sleeper('0');
    };
    const supervised = await watch({ start, policy: { firstPauseMs: 1 } });
    expect((await supervised.gaveUp).message).toContain('no room');
    expect(starts).toBe(5);
  });

  test('stays down once it was stopped, also during the pause after a crash', async () => {
    const supervised = await watch({
      start: () => sleeper('0'),
      policy: { firstPauseMs: 60_000, longestPauseMs: 60_000 },
    });
    await eventually(async () => typesOf().includes('crashed'), { withinMs: 10_000 });
    await supervised.stop();
    expect(isAlive(supervised.current().pid)).toBe(false);
    expect(typesOf()).toEqual(['starting', 'ready', 'crashed']);
  });

  test('that cannot be started at all is an error at once', async () => {
    const start = () => Promise.reject(new Error('no such program'));
    await expect(watch({ start })).rejects.toThrow('no such program');
  });
});
