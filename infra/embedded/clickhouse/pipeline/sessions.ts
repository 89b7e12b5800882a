import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import type { SessionOptions } from './query-options.ts';

interface NamedSession {
  readonly session: EngineSession;
  busy: boolean;
  expiry: NodeJS.Timeout | undefined;
}

/** Sessions that live on between requests (`session_id`), each for as long as it last asked. */
export class Sessions {
  readonly #open: () => EngineSession;
  readonly #named = new Map<string, NamedSession>();

  constructor(open: () => EngineSession) {
    this.#open = open;
  }

  /** Runs the work in a fresh session, or in the user's session of that id, and says whether it is new. Throws 372 and 373 as a server does. */
  async use<T>(
    user: string,
    options: SessionOptions | undefined,
    work: (session: EngineSession, isNew: boolean) => Promise<T>,
  ): Promise<T> {
    if (options === undefined) return this.#inFresh((session) => work(session, true));
    const key = JSON.stringify([user, options.id]);
    const isNew = !this.#named.has(key);
    const named = this.#take(key, options);
    try {
      return await work(named.session, isNew);
    } finally {
      named.busy = false;
      named.expiry = setTimeout(() => this.#expire(key, named), options.timeoutSeconds * 1000).unref();
    }
  }

  closeAll(): void {
    for (const [key, named] of this.#named) this.#expire(key, named);
  }

  async #inFresh<T>(work: (session: EngineSession) => Promise<T>): Promise<T> {
    const session = this.#open();
    try {
      return await work(session);
    } finally {
      session.close();
    }
  }

  #take(key: string, options: SessionOptions): NamedSession {
    const known = this.#named.get(key);
    if (known?.busy)
      throw new ServerError(
        373,
        'SESSION_IS_LOCKED',
        `Session ${options.id} is locked by a concurrent client`,
      );
    if (known === undefined && options.mustExist)
      throw new ServerError(372, 'SESSION_NOT_FOUND', `Session ${options.id} not found`);
    const named = known ?? { session: this.#open(), busy: true, expiry: undefined };
    clearTimeout(named.expiry);
    named.busy = true;
    this.#named.set(key, named);
    return named;
  }

  #expire(key: string, named: NamedSession): void {
    clearTimeout(named.expiry);
    this.#named.delete(key);
    named.session.close();
  }
}
