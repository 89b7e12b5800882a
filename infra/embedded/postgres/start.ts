import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { assertFree } from '../ports.ts';
import { type Child, spawnChild } from '../processes/child.ts';
import { tailOf } from '../processes/log-file.ts';
import { untilReady } from '../processes/ready.ts';
import { postgresAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { type ClusterPlace, ensureCluster, postgresEnvironment, superuser } from './cluster.ts';
import { usableDataFolder } from './data-folder.ts';
import { declaresReady } from './pid-file.ts';
import { awaitPrevious } from './previous.ts';
import { accepts } from './probe.ts';
import { serverArguments } from './settings.ts';

export interface PostgresOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Of the superuser `yardstick`; set when the cluster is created, needed again at every start. */
  readonly password: string;
  /** Default: `postgres.log` in the data folder. */
  readonly logFile?: string;
  /** Off loses committed data in a power cut; for tests. Default true. */
  readonly fsync?: boolean;
}

export interface Postgres {
  /** `postgres://yardstick:<password>@127.0.0.1:<port>/postgres` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
  readonly exited: Promise<number | null>;
}

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections, creating the cluster first when there is none.
 * Errors: ENGINE_BINARY, ENGINE_START, ENGINE_EXITED, ENGINE_NOT_READY, ENGINE_IN_USE, ENGINE_PASSWORD,
 * PORT_TAKEN, HOME_UNWRITABLE.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = postgresAccount();
  const folder = usableDataFolder(options.dataDir, account);
  const place = { folder, account, binaries: postgresBinaries(account) };
  const fsync = options.fsync ?? true;
  const cluster = await ensureCluster(place, options.password, fsync);
  await awaitPrevious(cluster);
  await assertFree(options.port, 'postgres');
  const child = await serve(place, cluster, options);
  const { pid, exited, stop } = child;
  return { url: urlOf(options), port: options.port, pid, exited, stop };
}

async function serve(
  place: ClusterPlace,
  cluster: string,
  options: PostgresOptions,
  attempt = 1,
): Promise<Child> {
  const child = await spawnServer(place, cluster, options);
  try {
    // The pid file first: on a port that was taken, another server would answer.
    await untilReady(child, async () => declaresReady(cluster, child.pid) && (await accepts(urlOf(options))));
    return child;
  } catch (caught) {
    // Backends of a killed server see its death a moment later and hold its shared memory until then.
    if (attempt > 10 || !tailOf(child.logFile).includes('pre-existing shared memory block')) throw caught;
    await pause(500);
    return serve(place, cluster, options, attempt + 1);
  }
}

function spawnServer(place: ClusterPlace, cluster: string, options: PostgresOptions): Promise<Child> {
  return spawnChild({
    name: 'postgres',
    command: place.binaries.postgres,
    args: serverArguments(cluster, options.port, options.fsync ?? true),
    env: postgresEnvironment,
    cwd: place.folder,
    logFile: options.logFile ?? join(place.folder, 'postgres.log'),
    account: place.account,
    // INT is PostgreSQL's fast shutdown; TERM would wait for every client to leave.
    stopSignal: 'INT',
  });
}

function urlOf({ password, port }: PostgresOptions): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}
