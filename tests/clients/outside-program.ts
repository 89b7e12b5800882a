import { execFile } from 'node:child_process';

export interface ProgramEnd {
  /** Exit code; null when it was ended by a signal, its time limit among them. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

const mostOutput = 64 * 1024 * 1024;

/** Runs a program to its end, whatever that is. Undefined when there is no such program. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {}, timeoutMs = 300_000 }: ProgramOptions = {},
): Promise<ProgramEnd | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, timeout: timeoutMs, maxBuffer: mostOutput };
    const place = cwd === undefined ? {} : { cwd };
    const child = execFile(command, args, { ...options, ...place }, (error, stdout, stderr) => {
      if (error !== null && child.pid === undefined) return resolve(undefined);
      resolve({ code: child.exitCode, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** What a program printed; an Error with both its outputs unless it ended well. */
export function printed(what: string, end: ProgramEnd | undefined): string {
  if (end?.code === 0) return end.stdout;
  const words =
    end === undefined ? 'is not on the PATH' : `ended with ${end.code}:\n${end.stdout}${end.stderr}`;
  throw new Error(`${what} ${words}`);
}
