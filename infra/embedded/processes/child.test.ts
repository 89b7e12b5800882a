import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { commandLineOf, isAlive } from './alive.ts';
import { type Child, type ChildOptions, spawnChild } from './child.ts';
import { descendantsOf } from './descendants.ts';
import { untilReady } from './ready.ts';
import { eventually, within } from './wait.ts';

describe('a child process', { timeout: 30_000 }, () => {
  let folder: string;
  let logFile: string;
  const running: Child[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yardstick-child-'));
    logFile = join(folder, 'logs', 'child.log');
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((child) => child.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (command: string, args: readonly string[], change: Partial<ChildOptions> = {}) => {
    const child = await spawnChild({ name: 'child', command, args, logFile, ...change });
    running.push(child);
    return child;
  };

  /** A Node program that may import our modules and has said `up` when this resolves. */
  const startNode = async (script: string, change: Partial<ChildOptions> = {}) => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', `${script}; console.log('up')`];
    const child = await start(process.execPath, args, { cwd: projectRoot(), ...change });
    await untilReady(child, async () => (await readFile(logFile, 'utf8')).includes('up'));
    return child;
  };

  test('gets its arguments as they are and writes both streams to the log', async () => {
    const child = await start('sh', ['-c', 'echo "$1"; echo wrong >&2; exit 3', 'name', `it's "$HOME" 标尺`]);
    expect(await child.exited).toBe(3);
    expect(await readFile(logFile, 'utf8')).toBe(`it's "$HOME" 标尺\nwrong\n`);
  });

  test('writes a log that only its owner can read, also where an older start has left it open', async () => {
    await (await start('true', [])).exited;
    expect(await modeOf(logFile)).toBe('600');
    expect(await modeOf(dirname(logFile))).toBe('700');
    await chmod(logFile, 0o644);
    await (await start('echo', ['more'])).exited;
    expect(await modeOf(logFile)).toBe('600');
    expect(await readFile(logFile, 'utf8')).toBe('more\n');
  });

  test('has the pid it is known by, and its guard goes with it', async () => {
    const child = await start('sleep', ['60']);
    // The shim is this process until it has become the program, and its guard comes a moment later.
    const isSleeping = async () => commandLineOf(child.pid).includes('sleep 60');
    expect(await eventually(isSleeping, { withinMs: 20_000 })).toBe(true);
    const isGuarded = async () => descendantsOf(child.pid).length > 0;
    expect(await eventually(isGuarded, { withinMs: 20_000 })).toBe(true);
    const watchers = descendantsOf(child.pid);
    await child.stop();
    expect(await child.exited).toBeNull();
    expect(await eventually(async () => !watchers.some(isAlive), { withinMs: 20_000 })).toBe(true);
  });

  test('is killed when it does not heed the stop signal in time', async () => {
    const child = await startNode(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`, {
      stopWithinMs: 100,
    });
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
  });

  test('may be stopped twice, and after its end', async () => {
    const child = await start('true', []);
    await child.exited;
    await Promise.all([child.stop(), child.stop()]);
  });

  test('of ours tells when it is ready and leaves in order when told to stop', async () => {
    const script = `const { tellReady, untilToldToStop } = await import('./infra/embedded/processes/parent.ts');
      setInterval(() => {}, 1000);
      untilToldToStop().then(() => { console.log('left in order'); process.exit(0); });
      tellReady()`;
    const child = await startNode(script, { ipc: true });
    expect(await within(10_000, child.ready)).toBe(true);
    await child.stop();
    expect(await child.exited).toBe(0);
    expect(await readFile(logFile, 'utf8')).toContain('left in order');
  });

  test('that ends before it is ready is an error with the end of its log', async () => {
    const child = await start('sh', ['-c', 'echo no room left; exit 4']);
    const refused = untilReady(child, async () => false);
    await expect(refused).rejects.toMatchObject({
      code: 'ENGINE_EXITED',
      message: expect.stringContaining('no room left'),
    });
  });

  test('that may not be executed hints at noexec', async () => {
    const file = join(folder, 'program');
    await writeFile(file, '#!/bin/sh\n', { mode: 0o644 });
    const refused = untilReady(await start(file, []), async () => false);
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('noexec') });
  });

  test('that never answers is stopped and named', async () => {
    const child = await start('sleep', ['60']);
    await expect(untilReady(child, async () => false, 100)).rejects.toMatchObject({
      code: 'ENGINE_NOT_READY',
    });
    expect(isAlive(child.pid)).toBe(false);
  });
});

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}
