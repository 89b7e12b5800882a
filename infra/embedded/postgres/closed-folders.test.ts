import { execFileSync } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postgresAccount } from './account.ts';
import { postgresBinaries, reachableCopy } from './binaries.ts';
import { startPostgres } from './start.ts';

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('as root, where the account of PostgreSQL may not go', { timeout: 60_000 }, () => {
  let closed: string;

  beforeEach(async () => {
    // mkdtemp makes folders that only their owner may pass, as /root is.
    closed = await mkdtemp(join(tmpdir(), 'yardstick-closed-'));
  });

  afterEach(() => rm(closed, { recursive: true, force: true }));

  test('the data is kept elsewhere and stays reachable by its path', async () => {
    const dataDir = join(closed, 'postgres');
    const options = { dataDir, password: 'test', fsync: false };
    const server = await startPostgres({ ...options, port: await getPort({ host: '127.0.0.1' }) });
    const place = await realpath(dataDir);
    try {
      await server.stop();
      expect((await lstat(dataDir)).isSymbolicLink()).toBe(true);
      const again = await startPostgres({ ...options, port: await getPort({ host: '127.0.0.1' }) });
      expect(await realpath(dataDir)).toBe(place);
      await again.stop();
    } finally {
      await rm(place, { recursive: true });
    }
  });

  test('a copy of the programs runs, even of a package that was installed closed', async () => {
    const installed = dirname(dirname(dirname(postgresBinaries(undefined).postgres)));
    const folder = join(closed, 'package');
    await cp(installed, folder, { recursive: true, verbatimSymlinks: true });
    await chmod(join(folder, 'native', 'bin', 'postgres'), 0o700);
    const open = await mkdtemp(join(tmpdir(), 'yardstick-open-'));
    await chmod(open, 0o755);
    try {
      const copy = reachableCopy(folder, open);
      expect(reachableCopy(folder, open)).toBe(copy);
      const version = execFileSync(join(copy, 'native', 'bin', 'postgres'), ['--version'], {
        ...postgresAccount(),
        cwd: '/',
      });
      expect(version.toString()).toContain('PostgreSQL');
    } finally {
      await rm(open, { recursive: true });
    }
  });
});
