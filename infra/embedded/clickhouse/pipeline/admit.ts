import { ServerError } from '../server-error.ts';

/** See config/limits.ts. */
export interface AdmissionLimits {
  readonly queries: number;
  readonly queriesPerUser: number;
  readonly queue: number;
  readonly queuePerUser: number;
  readonly queueSeconds: number;
}

interface Waiting {
  readonly user: string;
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

  /** Runs the work when a place is free. The signal removes it from the queue. Throws ServerError 202. */
  async run<T>(user: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(user, signal);
    try {
      return await work();
    } finally {
      this.#leave(user);
    }
  }

  async #enter(user: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#hasPlace(user)) this.#take(user);
    else await this.#queued(user, signal);
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

  #queued(user: string, signal: AbortSignal): Promise<void> {
    const { queue, queuePerUser, queueSeconds, queries } = this.#limits;
    const mine = this.#queue.filter((each) => each.user === user).length;
    if (this.#queue.length >= queue || mine >= queuePerUser)
      throw tooMany(`${this.#queue.length} queries wait already. Maximum: ${queries}`);
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', gone);
      };
      const leave = (reason: unknown) => {
        end();
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        reject(reason);
      };
      const waiting = {
        user,
        admit: () => {
          end();
          resolve();
        },
      };
      const gone = () => leave(signal.reason);
      const late = setTimeout(
        () => leave(tooMany(`No place was free within ${queueSeconds} s. Maximum: ${queries}`)),
        queueSeconds * 1000,
      );
      signal.addEventListener('abort', gone, { once: true });
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
