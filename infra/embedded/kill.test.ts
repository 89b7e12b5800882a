import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../config/project-root.ts';
import { isAlive } from './processes/alive.ts';
import { descendantsOf } from './processes/descendants.ts';
import { eventually } from './processes/wait.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-kill-'));
  await chmod(folder, 0o755);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('ten seconds after a parent is killed with -9 none of its descendants lives', {
  timeout: 120_000,
}, async () => {
  const fixture = join(projectRoot(), 'infra', 'embedded', 'kill.fixture.ts');
  const parent = spawn(process.execPath, ['--import', 'tsx', fixture, folder], {
    cwd: projectRoot(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const engines = z.array(z.int()).parse((await once(parent, 'message'))[0]);
  const family = descendantsOf(Number(parent.pid));
  // PostgreSQL's own processes and the guards' watchers are among them.
  expect(family).toEqual(expect.arrayContaining(engines));
  expect(family.length).toBeGreaterThan(engines.length + 6);

  parent.kill('SIGKILL');
  const survivors = () => family.filter(isAlive);
  await eventually(async () => survivors().length === 0, { withinMs: 10_000 });
  expect(survivors()).toEqual([]);
});
