import { existsSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { clickHouseUserNames, engineStarters, logFileOf } from '../engines.ts';
import { type Home, openHome } from '../home/open.ts';
import type { HomePaths } from '../home/paths.ts';
import { type RunFile, readRunFile } from '../home/run-file.ts';
import { type HomeSecrets, readSecrets } from '../home/secrets.ts';
import { superuser } from '../postgres/cluster.ts';
import type { RunningEngines } from './take.ts';

/**
 * Calls `work` with the engines of a home: those that run, else started for this only.
 * Errors: BACKUP_IMPOSSIBLE where an engine runs elsewhere or nothing was ever started; those of the engines.
 */
export async function withEnginesOf<T>(
  paths: HomePaths,
  work: (engines: RunningEngines) => Promise<T>,
): Promise<T> {
  const run = readRunFile(paths);
  if (run !== undefined) return work(runningEngines(paths, run));
  assertHeld(paths);
  const opened = await openHome(paths.root);
  if (opened.state === 'running')
    throw new YardstickError('HOME_IN_USE', opened.message, {
      subject: paths.root,
      advice: 'It starts or stops at this moment: try again in a minute.',
    });
  try {
    return await withStartedEngines(opened.home, work);
  } finally {
    await opened.home.close();
  }
}

/** Starts ClickHouse and PostgreSQL in a home that this process holds, on free ports, and stops them afterwards. */
export async function withStartedEngines<T>(
  home: Home,
  work: (engines: RunningEngines) => Promise<T>,
): Promise<T> {
  const start = async (name: 'clickhouse' | 'postgres') => {
    const port = await getPort({ host: '127.0.0.1' });
    return { port, running: await engineStarters[name](home, { port }, logFileOf(home, name)) };
  };
  const started = await Promise.allSettled([start('clickhouse'), start('postgres')]);
  try {
    const [clickhouse, postgres] = started.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value.port;
    });
    return await work({
      ...enginesAt(home.paths, home.secrets, `http://127.0.0.1:${clickhouse}`),
      ledgerUrl: `postgres://${superuser}:${home.secrets.ledger}@127.0.0.1:${postgres}/postgres`,
    });
  } finally {
    for (const each of started) if (each.status === 'fulfilled') await each.value.running.stop();
  }
}

function runningEngines(paths: HomePaths, { endpoints }: RunFile): RunningEngines {
  const secrets = readSecrets(paths);
  if (endpoints.clickhouse === undefined || secrets === undefined) throw elsewhere('The warehouse');
  if (endpoints.ledger === undefined) throw elsewhere('The ledger');
  return { ...enginesAt(paths, secrets, endpoints.clickhouse), ledgerUrl: endpoints.ledger };
}

function enginesAt(paths: HomePaths, secrets: HomeSecrets, url: string) {
  const clickhouse = { url, username: clickHouseUserNames.admin, password: secrets.clickhouseAdmin };
  return { clickhouse, engineBackups: join(paths.clickhouse, 'backups') };
}

function assertHeld(paths: HomePaths): void {
  if (!existsSync(paths.secretsFile))
    throw new YardstickError('BACKUP_IMPOSSIBLE', 'Nothing was ever started in this home.', {
      subject: paths.root,
      advice: 'Name the home that is meant by YARDSTICK_HOME.',
    });
  if (!existsSync(join(paths.clickhouse, 'engine'))) throw elsewhere('The warehouse');
  if (!existsSync(join(paths.postgres, 'cluster'))) throw elsewhere('The ledger');
}

function elsewhere(what: string): YardstickError {
  return new YardstickError('BACKUP_IMPOSSIBLE', `${what} of this installation runs elsewhere.`);
}
