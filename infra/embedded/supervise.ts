import { setTimeout as pause } from 'node:timers/promises';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { EngineEvent } from './events.ts';
import { type NextPause, pausesOf, type RestartPolicy } from './restart-policy.ts';

/** A process that runs: an engine or one of our own. */
export interface Running {
  readonly pid: number;
  /** The exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export interface SuperviseOptions<R extends Running> {
  readonly name: string;
  /** Starts the process and resolves when it is ready; called again after each crash. */
  readonly start: () => Promise<R>;
  /** Named in the message when it keeps crashing. */
  readonly logFile: string;
  readonly onEvent?: (event: EngineEvent) => void;
  readonly policy?: Partial<RestartPolicy>;
}

export interface Supervised<R extends Running> {
  readonly name: string;
  /** The process of the latest start; it may have ended a moment ago. */
  current(): R;
  /** Resolves (never rejects) with the reason when the process keeps crashing and is left down: ENGINE_GAVE_UP. */
  readonly gaveUp: Promise<YardstickError>;
  /** Stops the process for good; may be called twice. */
  stop(): Promise<void>;
}

/** Starts a process and starts it again whenever it ends by itself. Rejects when the first start fails. */
export async function supervise<R extends Running>(options: SuperviseOptions<R>): Promise<Supervised<R>> {
  const stopping = new AbortController();
  const latest = { running: await launch(options) };
  const watched = keepRunning(latest, options, stopping.signal);
  return {
    name: options.name,
    current: () => latest.running,
    gaveUp: new Promise((resolve) => {
      void watched.then((reason) => reason !== undefined && resolve(reason));
    }),
    stop: async () => {
      stopping.abort();
      await latest.running.stop();
      await watched;
    },
  };
}

async function launch<R extends Running>({ name, start, onEvent }: SuperviseOptions<R>): Promise<R> {
  const began = Date.now();
  onEvent?.({ type: 'starting', name });
  const running = await start();
  onEvent?.({ type: 'ready', name, pid: running.pid, tookMs: Date.now() - began });
  return running;
}

/** Ends when stopped, or with the reason when given up. */
async function keepRunning<R extends Running>(
  latest: { running: R },
  options: SuperviseOptions<R>,
  stopping: AbortSignal,
): Promise<YardstickError | undefined> {
  const nextPause = pausesOf(options.policy);
  for (;;) {
    const code = await latest.running.exited;
    if (stopping.aborted) return undefined;
    const outcome = await restart(options, code, nextPause, stopping);
    if (outcome === undefined || outcome instanceof YardstickError) return outcome;
    latest.running = outcome;
    // Told to stop while it was starting: nobody else knows this process yet.
    if (stopping.aborted) await outcome.stop();
  }
}

/** The new process; undefined when told to stop meanwhile; an error when it crashed too often. */
async function restart<R extends Running>(
  options: SuperviseOptions<R>,
  cause: unknown,
  nextPause: NextPause,
  stopping: AbortSignal,
): Promise<R | YardstickError | undefined> {
  const restartInMs = nextPause();
  if (restartInMs === undefined) return giveUp(options, cause);
  options.onEvent?.({ type: 'crashed', name: options.name, reason: reasonOf(cause), restartInMs });
  await pause(restartInMs, undefined, { signal: stopping }).catch(() => undefined);
  if (stopping.aborted) return undefined;
  try {
    return await launch(options);
  } catch (caught) {
    return restart(options, caught, nextPause, stopping);
  }
}

function giveUp({ name, logFile, onEvent }: SuperviseOptions<Running>, cause: unknown): YardstickError {
  const happened = `It keeps ending by itself and is left down; last: ${reasonOf(cause)}.`;
  const advice = `Read ${logFile}, remove the cause and start again.`;
  const error = new YardstickError('ENGINE_GAVE_UP', happened, { subject: name, advice, cause });
  onEvent?.({ type: 'gave-up', name, error });
  return error;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  return cause === null ? 'killed by a signal' : `exit code ${String(cause)}`;
}
