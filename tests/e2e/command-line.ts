import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../config/project-root.ts';

/** On a slow machine that does other things besides. */
const upWithinMs = 360_000;

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Foreground {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Standard output parsed as JSON, once it is complete; rejects with what was said when the process ends before. */
  readonly answer: Promise<Record<string, unknown>>;
  readonly exited: Promise<number | null>;
}

/** The command line in a folder and a data home of its own, as a person would use it. */
export class CommandLine {
  readonly home = mkdtempSync(join(tmpdir(), 'yardstick-e2e-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor(env: Readonly<Record<string, string>>) {
    // Another account runs PostgreSQL where the tests run as root.
    chmodSync(this.home, 0o755);
    this.env = { ...process.env, ...env, YARDSTICK_HOME: join(this.home, 'data') };
  }

  /** Runs a command to its end. */
  async run(...args: readonly string[]): Promise<Finished> {
    const child = this.spawn(args);
    const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
    const [code] = await once(child, 'close');
    return { code, stdout: stdout(), stderr: stderr() };
  }

  /** Runs a command that must succeed, and answers its JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of many shapes
  async json(...args: readonly string[]): Promise<any> {
    const { code, stdout, stderr } = await this.run(...args, '--json');
    if (code !== 0) throw new Error(`yardstick ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
    return JSON.parse(stdout);
  }

  /** Starts everything in the foreground, in a process group of its own like a terminal does. */
  start(): Foreground {
    return this.foreground('start');
  }

  /** The same for any command that goes on until it is told to stop. */
  foreground(...args: readonly string[]): Foreground {
    const child = this.spawn([...args, '--json'], true);
    const stderr = collected(child.stderr);
    const exited = once(child, 'exit').then(([code]): number | null => code);
    return { process: child, pid: Number(child.pid), answer: firstLine(child, exited, stderr), exited };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private spawn(args: readonly string[], detached = false): ChildProcess {
    const bin = join(projectRoot(), 'bin', 'yardstick.mjs');
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return spawn(process.execPath, [bin, ...args], {
      cwd: this.home,
      env: this.env,
      stdio: [...stdio],
      detached,
    });
  }
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function firstLine(
  child: ChildProcess,
  exited: Promise<number | null>,
  stderr: () => string,
): Promise<Record<string, unknown>> {
  const line = new Promise<string>((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
  });
  const ended = exited.then((code) => {
    throw new Error(`start ended with ${code}: ${stderr()}`);
  });
  ended.catch(() => undefined);
  const late = pause(upWithinMs, undefined, { ref: false }).then(() => {
    throw new Error(`start said nothing within ${upWithinMs / 1000} s: ${stderr()}`);
  });
  late.catch(() => undefined);
  return JSON.parse(await Promise.race([line, ended, late]));
}
