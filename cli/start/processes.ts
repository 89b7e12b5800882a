import { logFileOf } from '../../infra/embedded/engines.ts';
import type { EngineEvent } from '../../infra/embedded/events.ts';
import type { Home } from '../../infra/embedded/home/open.ts';
import type { Child } from '../../infra/embedded/processes/child.ts';
import { startNodeChild } from '../../infra/embedded/processes/node-child.ts';
import { type Supervised, supervise } from '../../infra/embedded/supervise.ts';

/** Our own processes beside the engines. */
export type ProcessName = 'demo' | 'worker' | 'portal';

export interface OwnProcess {
  readonly name: ProcessName;
  readonly port: number | undefined;
  readonly supervised: Supervised<Child>;
}

export interface ProcessOptions {
  readonly home: Home;
  readonly name: ProcessName;
  /** Of the command line. */
  readonly args: readonly string[];
  readonly port?: number;
  /** How long it may take to be ready, in milliseconds. Default 60,000. */
  readonly readyWithinMs?: number;
  readonly onEvent: (event: EngineEvent) => void;
}

/** Starts one of our own processes and starts it again whenever it ends by itself. Errors as `startNodeChild`. */
export async function startProcess(options: ProcessOptions): Promise<OwnProcess> {
  const { home, name, args, port, readyWithinMs, onEvent } = options;
  const logFile = logFileOf(home, name);
  const supervised = await supervise({
    ...{ name, logFile, onEvent },
    start: () =>
      startNodeChild({
        ...{ name, args, logFile, env: { YARDSTICK_HOME: home.paths.root } },
        ...(readyWithinMs === undefined ? {} : { readyWithinMs }),
      }),
  });
  return { name, port, supervised };
}
