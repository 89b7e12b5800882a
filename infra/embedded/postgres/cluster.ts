import { spawn } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../processes/child.ts';
import type { PostgresBinaries } from './binaries.ts';

export const superuser = 'yardstick';

export interface ClusterPlace {
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly account: Account | undefined;
}

/**
 * The cluster inside `folder`, created when there is none yet. It is made under another name and renamed, so an
 * interrupted initdb never passes for a cluster. Error: ENGINE_START.
 */
export async function ensureCluster(place: ClusterPlace, password: string, fsync: boolean): Promise<string> {
  const cluster = join(place.folder, 'cluster');
  if (existsSync(join(cluster, 'PG_VERSION'))) return cluster;
  const unfinished = join(place.folder, 'cluster.new');
  const passwordFile = join(place.folder, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (place.account !== undefined) chownSync(passwordFile, place.account.uid, place.account.gid);
    await initdb(place, unfinished, passwordFile, fsync);
    renameSync(unfinished, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return cluster;
}

/** What PostgreSQL's programs see of our environment: nothing that would change their locale or their connection. */
export const postgresEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function initdb(
  place: ClusterPlace,
  target: string,
  passwordFile: string,
  fsync: boolean,
): Promise<void> {
  const args = [
    ...['--pgdata', target, '--username', superuser, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    // The built-in provider sorts and folds the same on every machine, whatever locales it has.
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ...(fsync ? [] : ['--no-sync']),
  ];
  const { code, output } = await run(place.binaries.initdb, args, place);
  if (code === 0) return;
  throw new YardstickError('ENGINE_START', `initdb ended with ${code}: ${output.trim()}`, {
    subject: 'postgres',
    advice: 'Check the rights and the free space of the data folder.',
  });
}

function run(
  command: string,
  args: readonly string[],
  place: ClusterPlace,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      ...place.account,
      cwd: place.folder,
      env: postgresEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (text: Buffer) => {
      output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
