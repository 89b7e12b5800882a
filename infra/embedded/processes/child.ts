import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { guarded, type StopSignal } from './guard.ts';
import { openLog } from './log-file.ts';
import { within } from './wait.ts';

/** The Unix account a program runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface ChildOptions {
  /** For messages: `postgres`, `worker`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child; default: ours. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Both output streams are appended here. */
  readonly logFile: string;
  readonly account?: Account | undefined;
  /** Default TERM. */
  readonly stopSignal?: StopSignal;
  /** How long `stop` waits before it kills, in milliseconds. Default 8,000. */
  readonly stopWithinMs?: number;
  /** Gives the child a Node IPC channel. Default false. */
  readonly ipc?: boolean;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when a child with IPC has called `tellReady`. */
  readonly ready: Promise<void>;
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Sends the stop signal, then kills; resolves once the process is gone. May be called twice. */
  stop(): Promise<void>;
}

/** Starts a program in its own process group that dies with us. Rejects when it cannot be started at all. */
export async function spawnChild(options: ChildOptions): Promise<Child> {
  const child = launch(options);
  const exited = exitOf(child);
  const pid = await started(child, options.name);
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    ready: readyMessageOf(child),
    exited,
    // Once it has ended, its pid may soon be another program's.
    stop: async () => (hasEnded(child) ? undefined : stop(pid, exited, options)),
  };
}

function launch(options: ChildOptions): ChildProcess {
  const { command, args } = guarded(options.command, options.args, options.stopSignal ?? 'TERM');
  const log = openLog(options.logFile);
  try {
    return spawn(command, [...args], {
      env: options.env ?? process.env,
      stdio: ['pipe', log, log, ...(options.ipc === true ? ['ipc' as const] : [])],
      detached: true,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.account ?? {}),
    });
  } finally {
    closeSync(log);
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      // Lets the watcher of the guard go, which reads the other end.
      child.stdin?.destroy();
      resolve(code);
    });
  });
}

function readyMessageOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });
}

function started(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(
        new YardstickError('ENGINE_START', `The process could not be started: ${cause.message}.`, {
          subject: name,
          cause,
        }),
      ),
    );
    child.once('spawn', () => {
      child.stdin?.on('error', () => undefined);
      if (child.pid !== undefined) resolve(child.pid);
    });
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stop(pid: number, exited: Promise<number | null>, options: ChildOptions): Promise<void> {
  signal(pid, `SIG${options.stopSignal ?? 'TERM'}`);
  if (await within(options.stopWithinMs ?? 8_000, exited)) return;
  signal(-pid, 'SIGKILL');
  await exited;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone, which is what the signal is for.
  }
}
