import type { Progress } from './result-sink.ts';

/** What runs now, by tag; see Engine. */
export type AskProgress = () => Promise<ReadonlyMap<string, Progress>>;

interface Watched {
  readonly startedAt: number;
  readonly firstLookMs: number;
  readonly onProgress: (progress: Progress) => void;
  askedAt: number;
  last: Progress | undefined;
}

/** Who is told of the progress. */
export interface Follower {
  /** Whether somebody waits for it. */
  readonly followed: boolean;
  readonly onProgress: (progress: Progress) => void;
}

const tickMs = 100;
/** A question costs the engine some milliseconds, so what nobody follows is looked at for the summary and the log only. */
const unfollowedMs = 500;

/**
 * Samples the engine's process list for queries that run longer than a tick: one question for all of them, none while there
 * are only short ones, or only half a second old ones that no client follows. The longer a query runs the more seldom it is
 * asked for, at least once a second.
 */
export class ProgressWatch {
  readonly #ask: AskProgress;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;

  constructor(ask: AskProgress) {
    this.#ask = ask;
  }

  /** Follows the statement of that tag while `work` runs; answers its last known progress too. */
  async during<T>(
    tag: string,
    { followed, onProgress }: Follower,
    work: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly progress: Progress | undefined }> {
    const now = performance.now();
    const firstLookMs = followed ? tickMs : unfollowedMs;
    const watched: Watched = { startedAt: now, askedAt: now, firstLookMs, onProgress, last: undefined };
    this.#watched.set(tag, watched);
    this.#timer ??= setInterval(() => this.#tick(), tickMs).unref();
    try {
      const result = await work();
      return { result, progress: watched.last };
    } finally {
      this.#watched.delete(tag);
      if (this.#watched.size === 0) this.#stop();
    }
  }

  /** Resolves when no question is under way. */
  async idle(): Promise<void> {
    this.#stop();
    await this.#asking;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = performance.now();
    const due = [...this.#watched].filter(([, watched]) => isDue(watched, now));
    if (due.length === 0 || this.#asking !== undefined) return;
    for (const [, watched] of due) watched.askedAt = now;
    this.#asking = this.#tell()
      .catch(() => undefined)
      .finally(() => {
        this.#asking = undefined;
      });
  }

  async #tell(): Promise<void> {
    for (const [tag, progress] of await this.#ask()) {
      const watched = this.#watched.get(tag);
      if (watched === undefined) continue;
      watched.last = progress;
      watched.onProgress(progress);
    }
  }
}

function isDue({ startedAt, askedAt, firstLookMs }: Watched, now: number): boolean {
  const pauseMs = Math.min(1_000, Math.max(firstLookMs, (now - startedAt) / 10));
  return now - askedAt >= pauseMs * 0.9;
}
