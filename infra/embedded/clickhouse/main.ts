import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { pino } from 'pino';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { Access } from './access/access.ts';
import { accountsOf } from './access/accounts.ts';
import { Quotas } from './access/quotas.ts';
import { Turnstile } from './access/turnstile.ts';
import { serverConfig } from './access/users-xml.ts';
import { type DataFolder, openDataFolder, releaseDataFolder } from './data-folder.ts';
import { flushBuffers } from './engine/buffers.ts';
import { Engine } from './engine/engine.ts';
import { OutputPipes } from './engine/output.ts';
import { rowsCarrier } from './engine/rows-carrier.ts';
import { outputFormats, outputFormatsQuery } from './http/content-type.ts';
import type { AllowedOrigins } from './http/cross-origin.ts';
import { endpoint } from './http/server.ts';
import { type Limits, limitsOf, readLimits } from './limits.ts';
import { Admission } from './pipeline/admit.ts';
import { Authenticator } from './pipeline/authenticate.ts';
import { DiskGuard } from './pipeline/guard-disk.ts';
import { ProgressWatch } from './pipeline/progress.ts';
import { QueryRunner } from './pipeline/run-query.ts';
import { Sessions } from './pipeline/sessions.ts';
import { QueryLogWriter } from './system/query-log.ts';
import { installSystemViews } from './system/views.ts';
import { type ClickHouseUser, readUsers } from './users.ts';

export interface ClickHouseOptions {
  readonly dataDir: string;
  /** On 127.0.0.1 only. */
  readonly port: number;
  readonly usersFile: string;
  /** JSON as in config/limits.ts; without it all limits have their defaults. */
  readonly limitsFile?: string | undefined;
  /** Whose pages may read answers, see AllowedOrigins. */
  readonly origins?: readonly string[] | undefined;
}

/**
 * Serves the embedded ClickHouse until the process is told to stop (SIGTERM, SIGINT, or the parent's IPC channel closes).
 * Throws ENGINE_IN_USE, ENGINE_START, CONFIG_INVALID.
 */
export async function runClickHouse(options: ClickHouseOptions): Promise<void> {
  const { dataDir, port, usersFile, limitsFile, origins = [] } = options;
  // Before anything that takes time: the parent may be killed while this process starts.
  const stop = stopRequested();
  const users = readUsers(usersFile);
  const limits = limitsOf(limitsFile === undefined ? {} : readLimits(limitsFile));
  const folder = openDataFolder(dataDir);
  try {
    await serve(folder, { port, origins: new Set(origins) }, { users, limits }, stop);
  } finally {
    releaseDataFolder(folder);
  }
}

async function serve(
  folder: DataFolder,
  { port, origins }: { readonly port: number; readonly origins: AllowedOrigins },
  { users, limits }: { readonly users: readonly ClickHouseUser[]; readonly limits: Limits },
  stop: Promise<string>,
): Promise<void> {
  const log = pino({ level: process.env.YARDSTICK_LOG_LEVEL ?? 'info' }, pino.destination(2));
  const engine = openEngine(folder, users, limits);
  const formats = outputFormats(await engine.ask(outputFormatsQuery));
  const sessions = new Sessions(() => engine.session());
  const turnstile = new Turnstile();
  const disk = new DiskGuard(folder.root, limits.freeDisk);
  const access = await Access.start({
    ...{ engine, turnstile, configured: users, limits },
    ...{ storeFile: folder.accessFile, usersXml: folder.usersXml },
    closeSessions: () => sessions.closeAll(),
    carryRows: rowsCarrier({ engine, log, folder: folder.spool, assertSpace: disk.watch() }),
  });
  await installSystemViews(engine.root);
  access.afterOpening(() => installSystemViews(engine.root));
  const queryLog = new QueryLogWriter(engine.session(), log);
  access.afterOpening(async () => queryLog.reconnect(engine.session()));
  const progress = new ProgressWatch(() => engine.running());
  const pipes = await OutputPipes.create(folder.spool, limits.queries);
  const runner = new QueryRunner({
    engine,
    pipes,
    sessions,
    access,
    quotas: new Quotas(access),
    turnstile,
    admission: new Admission(limits),
    progress,
    disk,
    limits,
    spool: folder.spool,
    userFiles: folder.userFiles,
    log,
    queryLog,
  });
  const stopping = new AbortController();
  const [version = '', timezone = ''] = (await engine.ask('SELECT version(), timezone()')).split('\t');
  const server = endpoint({
    authenticator: new Authenticator(accountsOf(users, access)),
    runner,
    version,
    timezone,
    formats,
    spool: folder.spool,
    limits,
    disk,
    origins,
    stopping: stopping.signal,
  });
  await listen(server, port);
  log.info({ port, version, data: folder.root }, 'embedded ClickHouse ready');
  const reason = await stop;
  log.info({ reason }, 'stopping');
  await close(server, stopping);
  await runner.drained();
  await progress.idle();
  await queryLog.close();
  await flushBuffers(engine).catch((error: unknown) =>
    log.error({ error }, 'rows of a Buffer table are lost'),
  );
  sessions.closeAll();
  engine.close();
  // The channel to the parent would keep the process alive.
  if (process.connected) process.disconnect();
}

function openEngine(folder: DataFolder, users: readonly ClickHouseUser[], limits: Limits): Engine {
  writeFileSync(folder.usersXml, Access.firstConfig(users, folder.accessFile, limits), { mode: 0o600 });
  writeFileSync(folder.configXml, serverConfig(folder, limits), { mode: 0o600 });
  // Times are UTC whatever the machine's zone; the company's zone is applied in SQL. The engine takes its zone from here only.
  process.env.TZ = 'UTC';
  process.chdir(folder.userFiles);
  return Engine.open(folder.engine, folder.configXml);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new YardstickError('ENGINE_START', 'The embedded ClickHouse could not listen.', {
          subject: `127.0.0.1:${port}`,
          advice: 'Free the port or choose another.',
          cause,
        }),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}

function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const reason of ['SIGTERM', 'SIGINT'] as const) process.once(reason, () => resolve(reason));
    process.once('disconnect', () => resolve('parent gone'));
    // Undefined where there never was a parent with a channel.
    if (process.connected === false) resolve('parent gone');
  });
}

/** No new requests; running ones are cancelled and answered. */
async function close(server: Server, stopping: AbortController): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  stopping.abort();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 5_000);
  await closed;
  clearTimeout(late);
}
