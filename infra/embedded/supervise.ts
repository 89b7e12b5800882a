import { setTimeout as pause } from 'node:timers/promises';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { EngineEvent } from './events.ts';

/** A process that runs: an engine or one of our own. */
export interface Running {
  readonly pid: number;
  /** The exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export interface RestartPolicy {
  /** The pause after the first crash, in milliseconds; it doubles with each further one. Default 500. */
  readonly firstPauseMs: number;
  /** Default 10,000. */
  readonly longestPauseMs: number;
  /** So many crashes within `windowMs` end the attempts. Default 5. */
  readonly crashes: number;
  /** Default five minutes. */
  readonly windowMs: number;
}

const defaultPolicy: RestartPolicy = {
  firstPauseMs: 500,
  longestPauseMs: 10_000,
  crashes: 5,
  windowMs: 300_000,
};

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
  const emit = options.onEvent ?? (() => undefined);
  const stopping = new AbortController();
  const crashes = crashCounter({ ...defaultPolicy, ...options.policy });
  let running = await start(options, emit);
  let giveUp: (reason: YardstickError) => void = () => undefined;
  const gaveUp = new Promise<YardstickError>((resolve) => {
    giveUp = resolve;
  });

  const revive = async (): Promise<void> => {
    for (;;) {
      const code = await running.exited;
      if (stopping.signal.aborted) return;
      const next = await restart(code);
      if (next === undefined) return;
      running = next;
      if (stopping.signal.aborted) await running.stop();
    }
  };

  const restart = async (code: number | null): Promise<R | undefined> => {
    let cause: unknown = code;
    for (;;) {
      const restartInMs = crashes.next();
      if (restartInMs === undefined) return giveUpOn(cause);
      emit({ type: 'crashed', name: options.name, reason: reasonOf(cause), restartInMs });
      await pause(restartInMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        return await start(options, emit);
      } catch (caught) {
        cause = caught;
      }
    }
  };

  const giveUpOn = (cause: unknown): undefined => {
    const error = keepsCrashing(options, cause);
    emit({ type: 'gave-up', name: options.name, error });
    giveUp(error);
  };

  const revived = revive();
  return {
    name: options.name,
    current: () => running,
    gaveUp,
    stop: async () => {
      stopping.abort();
      await running.stop();
      await revived;
    },
  };
}

async function start<R extends Running>(
  { name, start }: SuperviseOptions<R>,
  emit: (event: EngineEvent) => void,
): Promise<R> {
  const began = Date.now();
  emit({ type: 'starting', name });
  const running = await start();
  emit({ type: 'ready', name, pid: running.pid, tookMs: Date.now() - began });
  return running;
}

/** Answers the pause before the next start after each crash, undefined when there were too many. */
function crashCounter(policy: RestartPolicy): { next(): number | undefined } {
  let times: readonly number[] = [];
  return {
    next() {
      const now = Date.now();
      times = [...times.filter((time) => time > now - policy.windowMs), now];
      if (times.length >= policy.crashes) return undefined;
      return Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (times.length - 1));
    },
  };
}

function keepsCrashing({ name, logFile }: { name: string; logFile: string }, cause: unknown): YardstickError {
  return new YardstickError(
    'ENGINE_GAVE_UP',
    `It keeps ending by itself and is left down; last: ${reasonOf(cause)}.`,
    {
      subject: name,
      advice: `Read ${logFile}, remove the cause and start again.`,
      cause,
    },
  );
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  return cause === null ? 'killed by a signal' : `exit code ${String(cause)}`;
}
