import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { type Home, openHome } from './open.ts';
import { homePaths } from './paths.ts';
import { readRunFile, writeRunFile } from './run-file.ts';

describe('a data home', { timeout: 60_000 }, () => {
  let root: string;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'yardstick-home-'));
  });

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
    await rm(root, { recursive: true, force: true });
  });

  const opened = async (): Promise<Home> => {
    const result = await openHome(root);
    if (result.state !== 'opened') throw new Error(result.message);
    cleanups.push(result.home.close);
    return result.home;
  };

  test('keeps its passwords from one start to the next, in a file of its owner', async () => {
    const first = await opened();
    await first.close();
    const second = await opened();
    expect(second.secrets).toEqual(first.secrets);
    expect((await stat(second.paths.secretsFile)).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(first.secrets)).size).toBe(7);
  });

  test('closes its logs to others, those of an older start too', async () => {
    const logs = join(root, 'logs');
    await mkdir(logs, { mode: 0o755 });
    for (const name of ['clickhouse.log', 'demo.log.1'])
      await writeFile(join(logs, name), '', { mode: 0o644 });
    await opened();
    expect((await stat(logs)).mode & 0o777).toBe(0o700);
    for (const name of ['clickhouse.log', 'demo.log.1']) {
      expect((await stat(join(logs, name))).mode & 0o777).toBe(0o600);
    }
  });

  test('adds a password that an older home lacks', async () => {
    const { secrets, paths, close } = await opened();
    await close();
    const { demo: _, ...older } = secrets;
    await writeFile(paths.secretsFile, JSON.stringify(older));
    expect((await opened()).secrets).toMatchObject(older);
  });

  test('is refused to a second process, which learns the first one and its address', async () => {
    const holder = await holderProcess(root);
    writeRunFile(homePaths(root), runOf(Number(holder.pid), 'http://127.0.0.1:8080'));
    const second = await openHome(root);
    expect(second).toMatchObject({ state: 'running', pid: holder.pid });
    expect(second).toHaveProperty(
      'message',
      `Yardstick is already running as pid ${holder.pid} at http://127.0.0.1:8080.`,
    );
    await kill(holder);
  });

  test('is free again seconds after its holder was killed', async () => {
    const holder = await holderProcess(root);
    writeRunFile(homePaths(root), runOf(Number(holder.pid), 'http://127.0.0.1:8080'));
    await kill(holder);
    expect(readRunFile(homePaths(root))).toBeUndefined();
    const began = Date.now();
    await opened();
    expect(Date.now() - began).toBeLessThan(8_000);
  });

  test('is not held by a stranger who has the pid of a former holder', async () => {
    const { paths, close } = await opened();
    await close();
    writeRunFile(paths, runOf(process.pid, 'http://127.0.0.1:8080'));
    await writeFile(paths.holderFile, JSON.stringify({ pid: process.pid, command: 'another program' }));
    expect(readRunFile(paths)).toBeUndefined();
    await opened();
  });

  test('of two that open it at once, one gets it', async () => {
    const results = await Promise.all([openHome(root), openHome(root)]);
    expect(results.map(({ state }) => state).sort()).toEqual(['opened', 'running']);
    for (const result of results) if (result.state === 'opened') await result.home.close();
  });

  test('of a later format is refused with advice', async () => {
    await writeFile(join(root, 'format.json'), '{"format": 99}');
    await expect(openHome(root)).rejects.toMatchObject({
      code: 'HOME_NEWER',
      advice: expect.stringContaining('Update'),
    });
  });

  test('with a broken file names the file', async () => {
    await writeFile(join(root, 'secrets.json'), '{"ledger": 1}');
    await expect(openHome(root)).rejects.toMatchObject({
      code: 'HOME_INVALID',
      subject: join(root, 'secrets.json'),
    });
  });

  test('that cannot be a folder is refused', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(openHome(join(root, 'file'))).rejects.toMatchObject({ code: 'HOME_UNWRITABLE' });
  });

  test('tells what runs in it until it is closed', async () => {
    const { paths, close } = await opened();
    const run = runOf(process.pid, 'http://127.0.0.1:8080');
    writeRunFile(paths, run);
    expect(readRunFile(paths)).toEqual(run);
    expect(await readFile(paths.runFile, 'utf8')).toContain('"postgres"');
    // The ledger's address has its password in it.
    expect((await stat(paths.runFile)).mode & 0o777).toBe(0o600);
    await close();
    expect(readRunFile(paths)).toBeUndefined();
  });
});

function runOf(pid: number, portal: string) {
  const children = [{ name: 'postgres', pid: 4_000_000, port: 5432 }];
  return {
    pid,
    startedAt: '2026-01-05T01:02:03.000Z',
    endpoints: { temporal: '127.0.0.1:7233', portal },
    children,
  };
}

/** Another process that opens the home and then waits. */
async function holderProcess(root: string): Promise<ChildProcess> {
  const module = join(projectRoot(), 'infra', 'embedded', 'home', 'open.ts');
  const script = `const { openHome } = await import(${JSON.stringify(module)});
    const { state } = await openHome(${JSON.stringify(root)});
    process.send(state); setInterval(() => undefined, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const holder = spawn(process.execPath, args, {
    cwd: projectRoot(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [state] = await once(holder, 'message');
  expect(state).toBe('opened');
  return holder;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
