import { YardstickError } from '../../../../errors/yardstick-error.ts';
import { stringLiteral } from '../sql/literals.ts';
import { type Connection, loadNative, type Native, type NativeClass } from './native.ts';
import { EngineSession } from './session.ts';

/** The engine of this process, opened on one data folder. */
export class Engine {
  readonly #native: Native;
  readonly #folder: string;
  readonly #rootConnection: Connection;
  /** For KILL and the parser only, never for a client's statement. */
  readonly #root: EngineSession;

  private constructor(native: Native, folder: string, rootConnection: Connection) {
    this.#native = native;
    this.#folder = folder;
    this.#rootConnection = rootConnection;
    this.#root = new EngineSession(native, rootConnection);
  }

  /** Opens the folder with a server configuration file. Throws ENGINE_START; the engine gives its reason on standard error. */
  static open(folder: string, configFile: string): Engine {
    const native = loadNative();
    try {
      return new Engine(native, folder, native.CreateConnection(folder, [`--config-file=${configFile}`]));
    } catch (cause) {
      throw new YardstickError('ENGINE_START', 'The ClickHouse engine did not open its data folder.', {
        subject: folder,
        cause,
      });
    }
  }

  /** A fresh session, under a millisecond. */
  session(): EngineSession {
    return new EngineSession(this.#native, this.#native.CreateConnection(this.#folder));
  }

  /** Asks ClickHouse's own parser; nothing is executed. */
  classify(sql: string): Promise<NativeClass> {
    return this.#native.DurableClassifyAsync(this.#rootConnection, sql, 'default');
  }

  /** The syntax error of a text that does not parse. It is quoted, never run: an unparsable tail may follow a valid statement. */
  async syntaxError(sql: string): Promise<void> {
    await this.#root.run(`SELECT formatQuery(${stringLiteral(sql)})`);
  }

  /** Cancels the statement that starts with the tag. Asynchronous on purpose: `KILL … SYNC` was seen to hang. */
  async kill(tag: string): Promise<void> {
    await this.#root.run(`KILL QUERY WHERE startsWith(query, ${stringLiteral(tag)}) ASYNC`);
  }

  /** One row, as tab-separated text, for start-up questions. */
  async ask(sql: string): Promise<string> {
    return Buffer.from((await this.#root.run(sql)).bytes)
      .toString()
      .trim();
  }

  close(): void {
    this.#root.close();
  }
}
