import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LimitSettings } from '../../../config/limits.ts';
import { projectRoot } from '../../../config/project-root.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { openLog, tailOf } from '../processes/log-file.ts';
import { dataFolderAt, refuseLiveHolder } from './data-folder.ts';
import { type ClickHouseUser, writeUsers } from './users.ts';

export { hashPassword } from './password.ts';
export type { ClickHouseUser } from './users.ts';

export interface SpawnClickHouseOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly users: readonly ClickHouseUser[];
  /** What is left out has a default that fits the machine. */
  readonly limits?: LimitSettings;
  /** Origins whose pages may read answers (`https://host:port`, or `*`); none by default. */
  readonly origins?: readonly string[];
  /** Where the process's output goes, appended; otherwise only its last lines are kept for the error message. */
  readonly logFile?: string;
}

export interface RunningClickHouse {
  readonly url: string;
  readonly pid: number;
  /** Stops it gracefully and waits for its end; after 20 seconds it is killed, which loses nothing that was acknowledged. */
  stop(): Promise<void>;
  /** The exit code once it has ended, null after a signal. */
  readonly exited: Promise<number | null>;
}

const readyWithinMs = 60_000;
const stopWithinMs = 20_000;

/** Starts the embedded ClickHouse as a child that ends with this process, and waits until it answers. Throws ENGINE_IN_USE, ENGINE_NOT_READY, ENGINE_EXITED. */
export async function spawnClickHouse(options: SpawnClickHouseOptions): Promise<RunningClickHouse> {
  const dataDir = resolve(options.dataDir);
  // Told here too: what the child says goes to its log.
  refuseLiveHolder(dataFolderAt(dataDir));
  mkdirSync(dataDir, { recursive: true });
  const usersFile = join(dataDir, 'users.json');
  writeUsers(usersFile, options.users);
  const limitsFile = join(dataDir, 'limits.json');
  writeFileSync(limitsFile, JSON.stringify(options.limits ?? {}));
  const child = startChild({ ...options, dataDir }, usersFile, limitsFile);
  const lastWords = collectErrors(child, options.logFile);
  const exited = new Promise<number | null>((done) => {
    child.once('exit', (code) => done(code));
    child.once('error', () => done(null));
  });
  const url = `http://127.0.0.1:${options.port}`;
  await ready(url, child, exited, lastWords);
  return { url, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
}

function startChild(
  { dataDir, port, logFile, origins = [] }: SpawnClickHouseOptions,
  usersFile: string,
  limitsFile: string,
): ChildProcess {
  const entry = join(projectRoot(), 'bin', 'yardstick.mjs');
  const args = [
    entry,
    'engine',
    'clickhouse',
    '--data',
    dataDir,
    '--port',
    String(port),
    '--users',
    usersFile,
    '--limits',
    limitsFile,
    ...(origins.length === 0 ? [] : ['--origins', ...origins]),
  ];
  const log = logFile === undefined ? undefined : openLog(logFile);
  const stdio: StdioOptions = ['ignore', log ?? 'ignore', log ?? 'pipe', 'ipc'];
  try {
    // The pool's size is fixed before Node starts: with the default of 4 threads, four slow queries block everything.
    // Its own process group: a Ctrl-C in the terminal is ours to pass on, in the right order.
    return spawn(process.execPath, args, {
      ...{ stdio, detached: true },
      env: { ...process.env, UV_THREADPOOL_SIZE: '64' },
    });
  } finally {
    if (log !== undefined) closeSync(log);
  }
}

/** The end of what the child has said. */
function collectErrors(child: ChildProcess, logFile: string | undefined): () => string {
  if (logFile !== undefined) return () => tailOf(logFile);
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4_000);
  });
  return () => text.trim();
}

async function ready(
  url: string,
  child: ChildProcess,
  exited: Promise<number | null>,
  lastWords: () => string,
): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  const ended = exited.then((code) => ({ code }));
  while (Date.now() < deadline) {
    if (await answersPing(url, child)) return;
    const outcome = await Promise.race([ended, pause(50)]);
    if (outcome !== undefined)
      throw new YardstickError(
        'ENGINE_EXITED',
        `The embedded ClickHouse ended at start with code ${outcome.code}: ${lastWords()}`,
        { subject: url },
      );
  }
  child.kill('SIGKILL');
  throw new YardstickError(
    'ENGINE_NOT_READY',
    `The embedded ClickHouse did not answer within ${readyWithinMs / 1000} s.`,
    { subject: url },
  );
}

/** Another server on the port must not be taken for the child, so its pid is compared. */
async function answersPing(url: string, child: ChildProcess): Promise<boolean> {
  try {
    const response = await fetch(`${url}/ping`);
    await response.text();
    return response.ok && response.headers.get('x-yardstick-pid') === String(child.pid);
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(() => done(undefined), ms));
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await exited;
  clearTimeout(late);
}
