import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { copyTree } from '../backup/copy-tree.ts';
import { type Postgres, startPostgres } from './start.ts';

export interface TestPostgres {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of a test's own: in a temporary folder, on a free port, without fsync; `stop` removes everything. Empty, or a copy
 * of the data folder `model`, which no server may hold.
 */
export async function testPostgres(model?: string): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-postgres-'));
  // mkdtemp closes the folder to everybody else, and as root the server runs as `nobody`.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    if (model !== undefined) await copyTree(model, join(folder, 'data'));
    const server = await startOnFreePort(join(folder, 'data'), join(folder, 'postgres.log'));
    return {
      ...{ url: server.url, pid: server.pid },
      stop: async () => {
        await server.stop();
        await remove();
      },
    };
  } catch (caught) {
    await remove();
    throw caught;
  }
}

/** A server on a folder that stays when it stops: what another one is to be a copy of. */
export async function testPostgresOn(dataDir: string): Promise<TestPostgres> {
  const { url, pid, stop } = await startOnFreePort(dataDir, `${dataDir}.log`);
  return { url, pid, stop: () => stop() };
}

async function startOnFreePort(dataDir: string, logFile: string): Promise<Postgres> {
  const start = async () =>
    startPostgres({
      dataDir,
      port: await getPort({ host: '127.0.0.1' }),
      password: 'test',
      logFile,
      fsync: false,
    });
  // Between asking for a free port and listening on it, another test can take it.
  return start().catch(start);
}
