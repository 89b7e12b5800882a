import { ServerError } from '../server-error.ts';

/** See config/limits.ts. */
export interface AdmissionLimits {
  readonly queries: number;
  readonly queriesPerUser: number;
  readonly queue: number;
  readonly queuePerUser: number;
  readonly queueSeconds: number;
}

/** A query as the queue knows it. */
interface QueuedQuery {
  readonly user: string;
  readonly queryId: string;
  /** Without the rows of an INSERT. */
  readonly sql: string;
}

/** A query in the queue. */
export interface WaitingQuery extends QueuedQuery {
  /** Milliseconds, as `performance.now()` counts them. */
  readonly since: number;
  /** Ends it with that error, also when it has begun to run meanwhile. */
  readonly end: (error: ServerError) => void;
}

interface Waiting extends WaitingQuery {
  readonly admit: () => void;
}

/**
 * Lets a fixed number of queries run at once, and of these so many for one user; the rest queue in order of arrival, except
 * that a user who has all places allowed is passed over. What the queue cannot take is refused at once.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  /** Running queries by user. */
  readonly #running = new Map<string, number>();
  #runningOfAll = 0;
  readonly #queue: Waiting[] = [];

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /**
   * Runs the work when a place is free. The signal removes it from the queue; the work gets one that tells it to stop, be it
   * for that or because somebody has ended it while it waited. Throws ServerError 202.
   */
  async run<T>(query: QueuedQuery, signal: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
    const stop = await this.#enter(query, signal);
    try {
      return await work(stop);
    } finally {
      this.#leave(query.user);
    }
  }

  /** Those in the queue, in order of arrival. */
  waiting(): readonly WaitingQuery[] {
    return [...this.#queue];
  }

  async #enter(query: QueuedQuery, signal: AbortSignal): Promise<AbortSignal> {
    signal.throwIfAborted();
    if (!this.#hasPlace(query.user)) return this.#queued(query, signal);
    this.#take(query.user);
    return signal;
  }

  #hasPlace(user: string): boolean {
    return this.#runningOfAll < this.#limits.queries && this.#of(user) < this.#limits.queriesPerUser;
  }

  #of(user: string): number {
    return this.#running.get(user) ?? 0;
  }

  #take(user: string): void {
    this.#runningOfAll += 1;
    this.#running.set(user, this.#of(user) + 1);
  }

  async #queued(query: QueuedQuery, signal: AbortSignal): Promise<AbortSignal> {
    const { queue, queuePerUser, queries } = this.#limits;
    const mine = this.#queue.filter((each) => each.user === query.user).length;
    if (this.#queue.length >= queue || mine >= queuePerUser)
      throw tooMany(`${this.#queue.length} queries wait already. Maximum: ${queries}`);
    const ended = new AbortController();
    const stop = AbortSignal.any([signal, ended.signal]);
    await this.#admitted(query, stop, (error) => ended.abort(error));
    return stop;
  }

  #admitted(query: QueuedQuery, stop: AbortSignal, end: WaitingQuery['end']): Promise<void> {
    const { queueSeconds, queries } = this.#limits;
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(late);
        stop.removeEventListener('abort', gone);
      };
      const leave = (reason: unknown) => {
        settle();
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(reason);
      };
      const admit = () => {
        settle();
        resolve();
      };
      const waiting = { ...query, since: performance.now(), end, admit };
      const gone = () => leave(stop.reason);
      const late = setTimeout(
        () => leave(tooMany(`No place was free within ${queueSeconds} s. Maximum: ${queries}`)),
        queueSeconds * 1000,
      );
      stop.addEventListener('abort', gone, { once: true });
      this.#queue.push(waiting);
    });
  }

  /** The place goes to the first in the queue whose user may have one more. */
  #leave(user: string): void {
    this.#runningOfAll -= 1;
    if (this.#of(user) > 1) this.#running.set(user, this.#of(user) - 1);
    else this.#running.delete(user);
    const index = this.#queue.findIndex((each) => this.#hasPlace(each.user));
    const [next] = index < 0 ? [] : this.#queue.splice(index, 1);
    if (next === undefined) return;
    this.#take(next.user);
    next.admit();
  }
}

function tooMany(why: string): ServerError {
  return new ServerError(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', `Too many simultaneous queries. ${why}`);
}
