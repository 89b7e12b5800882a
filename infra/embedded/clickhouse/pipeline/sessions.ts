import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import type { SessionOptions } from './query-options.ts';

/** What the endpoint itself remembers of a session that lives on. */
export interface SessionMemory {
  /** Whether the engine's session lives on too. One bound to reading cannot: that could never be undone. */
  readonly lasting: boolean;
  /** Whether the engine's session was put into the state that sessions of the user begin with. */
  begun: boolean;
  /** What `USE` said, where the engine's session does not live on. */
  database: string | undefined;
  /** What `SET ROLE` said; undefined: the user's default roles. */
  roles: readonly string[] | undefined;
  /** Parameters that earlier requests brought along; the engine cannot forget them. */
  readonly foreignParams: Set<string>;
}

interface NamedSession {
  /** Undefined where each request has one of its own. */
  readonly session: EngineSession | undefined;
  readonly binding: string;
  readonly memory: SessionMemory;
  busy: boolean;
  expiry: NodeJS.Timeout | undefined;
}

export interface SessionUser {
  readonly name: string;
  /** What an engine session of the user is bound to for good; with another binding it begins anew. */
  readonly binding: string;
  /** Whether that is reading. */
  readonly readOnly: boolean;
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
    const key = keyOf(user.name, options);
    const named = this.#take(key, options, user);
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

  /** What `SET ROLE` said in the user's session of that id; undefined: nothing. */
  rolesOf(user: string, options: SessionOptions | undefined): readonly string[] | undefined {
    return options && this.#named.get(keyOf(user, options))?.memory.roles;
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

  #take(key: string, options: SessionOptions, user: SessionUser): NamedSession {
    const known = this.#named.get(key);
    if (known?.busy)
      throw new ServerError(
        373,
        'SESSION_IS_LOCKED',
        `Session ${options.id} is locked by a concurrent client`,
      );
    if (known === undefined && options.mustExist)
      throw new ServerError(372, 'SESSION_NOT_FOUND', `Session ${options.id} not found`);
    clearTimeout(known?.expiry);
    const named = known?.binding === user.binding ? known : this.#create(user, known);
    named.busy = true;
    this.#named.set(key, named);
    return named;
  }

  /** A session in the place of another that the engine cannot take back to what the user may do now. */
  #create({ binding, readOnly }: SessionUser, former: NamedSession | undefined): NamedSession {
    former?.session?.close();
    const { database, roles } = former?.memory ?? {};
    return {
      session: readOnly ? undefined : this.#open(),
      binding,
      memory: { lasting: !readOnly, begun: false, database, roles, foreignParams: new Set() },
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

function keyOf(user: string, { id }: SessionOptions): string {
  return JSON.stringify([user, id]);
}
