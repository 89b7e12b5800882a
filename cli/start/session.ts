import type { YardstickError } from '../../errors/yardstick-error.ts';
import type { Home } from '../../infra/embedded/home/open.ts';
import { type RunFile, writeRunFile } from '../../infra/embedded/home/run-file.ts';
import { stopInTime } from '../../infra/embedded/stop-in-time.ts';
import type { Engines } from '../../infra/embedded/supervisor.ts';
import type { OwnProcess } from './processes.ts';

/** A worker that is busy longer is killed: a run continues from its last committed page. */
const ownWithinMs = 3_000;

/** Everything one `start` holds: what it must tell other commands about, and what it must end. */
export class Session {
  readonly home: Home;
  private readonly startedAt = new Date().toISOString();
  private engines: Engines | undefined;
  private endpoints: RunFile['endpoints'] = {};
  private readonly processes: OwnProcess[] = [];
  private readonly closers: (() => Promise<void>)[] = [];
  private begun = false;
  private closing = false;

  constructor(home: Home) {
    this.home = home;
  }

  enginesRun(engines: Engines, endpoints: RunFile['endpoints']): void {
    this.engines = engines;
    this.endpoints = endpoints;
    this.tell();
  }

  processRuns(process: OwnProcess): void {
    this.processes.push(process);
    this.tell();
  }

  portalAt(url: string): void {
    this.endpoints = { ...this.endpoints, portal: url };
    this.tell();
  }

  /** A connection that has to be closed before the engines stop. */
  holds(close: () => Promise<void>): void {
    this.closers.push(close);
  }

  /** The configuration is good: from here on there may be something to stop. */
  begin(): void {
    this.begun = true;
  }

  get hasBegun(): boolean {
    return this.begun;
  }

  get isClosing(): boolean {
    return this.closing;
  }

  /** Rewrites the run file: after a restart a process has another pid. */
  tell(): void {
    if (this.closing) return;
    writeRunFile(this.home.paths, {
      pid: process.pid,
      startedAt: this.startedAt,
      endpoints: this.endpoints,
      children: [...(this.engines?.children() ?? []), ...this.processes.map(childOf)],
    });
  }

  /** Resolves when something keeps crashing and is left down. */
  gaveUp(): Promise<YardstickError> {
    return Promise.race([
      ...(this.engines === undefined ? [] : [this.engines.gaveUp]),
      ...this.processes.map(({ supervised }) => supervised.gaveUp),
    ]);
  }

  /** Ends everything within ten seconds: what writes first, then what it writes to. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.all([
      ...this.closers.map((close) => close().catch(() => undefined)),
      ...this.processes.map(({ supervised }) => stopInTime(supervised.stop, supervised.current, ownWithinMs)),
    ]);
    await this.engines?.stop();
    await this.home.close();
  }
}

function childOf({ name, port, supervised }: OwnProcess): RunFile['children'][number] {
  return { name, pid: supervised.current().pid, ...(port === undefined ? {} : { port }) };
}
