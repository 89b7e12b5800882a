import { join, resolve } from 'node:path';
import type { LimitSettings } from '../../config/limits.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { hashPassword, spawnClickHouse } from '../../infra/embedded/clickhouse/spawn.ts';
import { makeFolder } from '../../infra/embedded/home/make-folder.ts';
import { assertFree } from '../../infra/embedded/ports.ts';
import { supervise } from '../../infra/embedded/supervise.ts';
import { announce } from '../command.ts';
import { toldToStop } from '../runtime/told-to-stop.ts';
import { shellWord } from '../text/shell-word.ts';
import { passwordOf } from './password.ts';

export interface StandaloneOptions {
  readonly data: string;
  readonly port: number;
  readonly user: string;
  readonly passwordFile?: string | undefined;
  readonly limits: LimitSettings;
  /** Whose pages may read answers. */
  readonly allowOrigin?: readonly string[] | undefined;
  readonly json: boolean;
}

/**
 * Serves one data folder as a ClickHouse of its own, in the foreground, until told to stop; answers the exit code.
 * Errors: CONFIG_INVALID, PORT_TAKEN, ENGINE_IN_USE; ENGINE_GAVE_UP when it keeps ending by itself.
 */
export async function serveStandalone(options: StandaloneOptions): Promise<number> {
  const dataDir = resolve(options.data);
  makeDataFolder(dataDir);
  const stop = toldToStop(() => console.error('\nStopping …'));
  await assertFree(options.port, dataDir);
  const { file, password } = passwordOf(dataDir, options.passwordFile);
  const users = [
    { name: options.user, passwordHash: await hashPassword(password), rights: 'admin' as const },
  ];
  const logFile = join(dataDir, 'clickhouse.log');
  const supervised = await supervise({
    ...{ name: 'clickhouse', logFile },
    start: () =>
      spawnClickHouse({
        ...{ dataDir, users, logFile, port: options.port },
        ...{ limits: options.limits, origins: options.allowOrigin ?? [] },
      }),
    onEvent: (event) => {
      if (event.type === 'crashed') console.error(`It ended (${event.reason}) and is started again.`);
    },
  });
  try {
    const { url } = supervised.current();
    const version = await versionAt(url, options.user, password);
    tell(options, {
      url,
      version,
      passwordFile: file,
      data: dataDir,
      logFile,
      pid: supervised.current().pid,
    });
    const reason = await Promise.race([stop, supervised.gaveUp]);
    if (reason instanceof YardstickError) throw reason;
    return 0;
  } finally {
    await supervised.stop();
    console.error('Stopped.');
  }
}

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir, 0o700);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new YardstickError('CONFIG_INVALID', `The data folder cannot be made or written: ${why}.`, {
      subject: dataDir,
      advice: 'Name a folder that you may write with --data; it need not be there yet.',
      cause,
    });
  }
}

interface Serving {
  readonly url: string;
  readonly version: string;
  readonly passwordFile: string;
  readonly data: string;
  readonly logFile: string;
  readonly pid: number;
}

function tell({ user, json }: StandaloneOptions, serving: Serving): void {
  const { url, version, passwordFile, data } = serving;
  const text = [
    `ClickHouse ${version} listens on ${url}`,
    `User ${user}, password in ${passwordFile}; data in ${data}`,
    '',
    `  curl --user "${user}:$(cat ${shellWord(passwordFile)})" ${url} --data-binary 'SELECT version()'`,
    '',
    'Every client of the HTTP interface can connect: JDBC, DBeaver, Python, dbt, Grafana. clickhouse-client cannot, it speaks port 9000 only.',
    'Ctrl-C stops it.',
  ].join('\n');
  announce({ json }, { data: { ...serving, user }, text });
}

async function versionAt(url: string, user: string, password: string): Promise<string> {
  const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
  const response = await fetch(url, { method: 'POST', headers, body: 'SELECT version()' });
  return (await response.text()).trim();
}
