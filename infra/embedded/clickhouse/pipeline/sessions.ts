import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import type { SessionOptions } from './query-options.ts';

/** What the endpoint itself remembers of a session that lives on. */
export interface SessionMemory {
  /** Whether the engine's session lives on too. One bound to reading cannot: that could never be undone. */
  readonly lasting: boolean;
  /** What `USE` said, where the engine's session does not live on. */
  database: string | undefined;
  /** Parameters that earlier requests brought along; the engine cannot forget them. */
  readonly foreignParams: Set<string>;
}

interface NamedSession {
  /** Undefined where each request has one of its own. */
  readonly session: EngineSession | undefined;
  readonly memory: SessionMemory;
  busy: boolean;
  expiry: NodeJS.Timeout | undefined;
}

export interface SessionUser {
  readonly name: string;
  /** Whether sessions of the user are bound to reading. */
  readonly bound: boolean;
}

type Work<T> = (session: EngineSession, memory: SessionMemory | undefined) => Promise<T>;

/** Sessions that live on between requests (`session_id`), each for as long as it last asked. */
export class Sessions {
  readonly #open: () => EngineSession;
  readonly #named = new Map<string, NamedSession>();

  constructor(open: () => EngineSession) {
    this.#open = open;
  }

  /** Runs the work in a fresh session, or in the user's session of that id. Throws 372 and 373 as a server does. */
  async use<T>(user: SessionUser, options: SessionOptions | undefined, work: Work<T>): Promise<T> {
    if (options === undefined) return this.#inFresh((session) => work(session, undefined));
    const key = JSON.stringify([user.name, options.id]);
    const named = this.#take(key, options, !user.bound);
    try {
      const { session, memory } = named;
      if (session !== undefined) return await work(session, memory);
      return await this.#inFresh((fresh) => work(fresh, memory));
    } finally {
      named.busy = false;
      if (options.close) this.#expire(key, named);
      else named.expiry = setTimeout(() => this.#expire(key, named), options.timeoutSeconds * 1000).unref();
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

  #take(key: string, options: SessionOptions, lasting: boolean): NamedSession {
    const known = this.#named.get(key);
    if (known?.busy)
      throw new ServerError(
        373,
        'SESSION_IS_LOCKED',
        `Session ${options.id} is locked by a concurrent client`,
      );
    if (known === undefined && options.mustExist)
      throw new ServerError(372, 'SESSION_NOT_FOUND', `Session ${options.id} not found`);
    const named = known ?? this.#create(lasting);
    clearTimeout(named.expiry);
    named.busy = true;
    this.#named.set(key, named);
    return named;
  }

  #create(lasting: boolean): NamedSession {
    return {
      session: lasting ? this.#open() : undefined,
      memory: { lasting, database: undefined, foreignParams: new Set() },
      busy: true,
      expiry: undefined,
    };
  }

  #expire(key: string, named: NamedSession): void {
    clearTimeout(named.expiry);
    this.#named.delete(key);
    named.session?.close();
  }
}
