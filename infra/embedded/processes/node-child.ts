import { join } from 'node:path';
import { projectRoot } from '../../../config/project-root.ts';
import { type Child, spawnChild } from './child.ts';
import { untilReady } from './ready.ts';

export interface NodeChildOptions {
  readonly name: string;
  /** Of the command line: `['worker', '--queue', 'nightly']`. */
  readonly args: readonly string[];
  /** Added to our environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Resolves when the child does its work. Default: when the child has called `tellReady`. */
  readonly ready?: () => Promise<void>;
  /** Milliseconds. Default 60,000. */
  readonly readyWithinMs?: number;
}

/** Starts one of our own commands as a process with an IPC channel and waits until it is ready. Errors as `spawnChild` and `untilReady`. */
export async function startNodeChild(options: NodeChildOptions): Promise<Child> {
  const child = await spawnChild({
    name: options.name,
    command: process.execPath,
    args: [join(projectRoot(), 'bin', 'yardstick.mjs'), ...options.args],
    env: { ...process.env, ...options.env },
    logFile: options.logFile,
    ipc: true,
  });
  await untilReady(child, settled(options.ready?.() ?? child.ready), options.readyWithinMs);
  return child;
}

/** Turns a promise into a question that can be asked again and again; its rejection is thrown there. */
function settled(ready: Promise<void>): () => Promise<boolean> {
  let state: 'waiting' | 'ready' | { failed: unknown } = 'waiting';
  ready.then(
    () => {
      state = 'ready';
    },
    (failed: unknown) => {
      state = { failed };
    },
  );
  return async () => {
    if (typeof state === 'object') throw state.failed;
    return state === 'ready';
  };
}
