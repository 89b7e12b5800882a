import { YardstickError } from '../../../../errors/yardstick-error.ts';
import { hasTagSql, tagSql } from '../pipeline/query-tag.ts';
import { stringLiteral } from '../sql/literals.ts';
import { type Connection, loadNative, type Native, type NativeClass } from './native.ts';
import { EngineSession } from './session.ts';

/** Of a statement that runs, as the engine counts it. */
export interface RunningStatement {
  readonly readRows: number;
  readonly readBytes: number;
  readonly totalRowsToRead: number;
  /** Bytes, at its peak. */
  readonly memoryUsage: number;
}

const rememberedTexts = 500;
const longestRemembered = 2_000;

const runningQuery = `SELECT ${tagSql} AS tag, read_rows, read_bytes, total_rows_approx, peak_memory_usage
FROM system.processes WHERE tag != ''`;

function runningStatement(line: string): [string, RunningStatement] {
  const [tag = '', readRows, readBytes, totalRowsToRead, memoryUsage] = line.split('\t');
  return [
    tag,
    {
      readRows: Number(readRows),
      readBytes: Number(readBytes),
      totalRowsToRead: Number(totalRowsToRead),
      memoryUsage: Math.max(0, Number(memoryUsage)),
    },
  ];
}

/** The engine of this process, opened on one data folder. */
export class Engine {
  readonly #native: Native;
  readonly #folder: string;
  readonly #configFile: string;
  #rootConnection: Connection;
  #root: EngineSession;
  /** Watches what runs, without waiting behind the parser. */
  #monitor: EngineSession;
  readonly #sessions = new Set<EngineSession>();
  readonly #classes = new Map<string, NativeClass>();

  private constructor(native: Native, folder: string, configFile: string) {
    this.#native = native;
    this.#folder = folder;
    this.#configFile = configFile;
    this.#rootConnection = this.#connect();
    this.#root = new EngineSession(native, this.#rootConnection);
    this.#monitor = this.session();
  }

  /** Opens the folder with a server configuration file. Throws ENGINE_START; the engine gives its reason on standard error. */
  static open(folder: string, configFile: string): Engine {
    const native = loadNative();
    try {
      return new Engine(native, folder, configFile);
    } catch (cause) {
      throw new YardstickError('ENGINE_START', 'The ClickHouse engine did not open its data folder.', {
        subject: folder,
        cause,
      });
    }
  }

  /** A fresh session, under a millisecond. */
  session(): EngineSession {
    const session = new EngineSession(this.#native, this.#native.CreateConnection(this.#folder));
    this.#sessions.add(session);
    void session.closed.then(() => this.#sessions.delete(session));
    return session;
  }

  /**
   * Closes every session and opens the folder again, 0.1 to 0.8 s by the number of tables: only so does the engine read its files of users again.
   * Nobody may open a session meanwhile. `rewrite` changes those files. Throws when the engine does not take them; then it is
   * closed, and calling again with good files opens it.
   */
  async reopen(rewrite: () => void): Promise<void> {
    for (const session of [...this.#sessions, this.#root]) session.close();
    await Promise.all([...this.#sessions, this.#root].map(({ closed }) => closed));
    rewrite();
    this.#rootConnection = this.#connect();
    this.#root = new EngineSession(this.#native, this.#rootConnection);
    this.#monitor = this.session();
  }

  /** For KILL, the parser and the endpoint's own tables, never for a client's statement. Another one after reopening. */
  get root(): EngineSession {
    return this.#root;
  }

  #connect(): Connection {
    return this.#native.CreateConnection(this.#folder, [`--config-file=${this.#configFile}`]);
  }

  /** Asks ClickHouse's own parser; nothing is executed. Answers to short texts are remembered: they depend on the text alone. */
  async classify(sql: string): Promise<NativeClass> {
    const known = this.#classes.get(sql);
    if (known !== undefined) return known;
    const found = await this.#native.DurableClassifyAsync(this.#rootConnection, sql, 'default');
    if (sql.length <= longestRemembered) this.#remember(sql, found);
    return found;
  }

  #remember(sql: string, found: NativeClass): void {
    const [oldest] = this.#classes.keys();
    if (oldest !== undefined && this.#classes.size >= rememberedTexts) this.#classes.delete(oldest);
    this.#classes.set(sql, found);
  }

  /** The syntax error of a text that does not parse. It is quoted, never run: an unparsable tail may follow a valid statement. */
  async syntaxError(sql: string): Promise<void> {
    await this.#root.run(`SELECT formatQuery(${stringLiteral(sql)})`);
  }

  /** Cancels the statement that has the tag. Asynchronous on purpose: `KILL … SYNC` was seen to hang. */
  async kill(tag: string): Promise<void> {
    await this.#root.run(`KILL QUERY WHERE ${hasTagSql(tag)} ASYNC`);
  }

  /** How far the statements that begin with a tag are, by tag. */
  async running(): Promise<ReadonlyMap<string, RunningStatement>> {
    const { bytes } = await this.#monitor.run(runningQuery, 'TabSeparatedRaw');
    const lines = Buffer.from(bytes).toString().split('\n');
    return new Map(lines.filter((line) => line !== '').map(runningStatement));
  }

  /** Runs a statement of the endpoint's own, with all rights; see `EngineSession.rows`. Throws ServerError. */
  rows(sql: string): Promise<unknown[][]> {
    return this.#root.rows(sql);
  }

  /** One row, as tab-separated text, for start-up questions. */
  async ask(sql: string): Promise<string> {
    return Buffer.from((await this.#root.run(sql)).bytes)
      .toString()
      .trim();
  }

  close(): void {
    this.#monitor.close();
    this.#root.close();
  }
}
