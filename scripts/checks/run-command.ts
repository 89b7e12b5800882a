import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Ended {
  /** A signal counts as 1. */
  readonly code: number;
  /** Both of its outputs. */
  readonly output: string;
}

/** Runs one of the project's npm scripts to its end; what it says is kept, so that several can run at once. */
export async function runScript(name: string): Promise<Ended> {
  // One pipe for both outputs keeps their order.
  const child = spawn(`npm run --silent ${name} 2>&1`, { shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code: codeOf(code), output };
}

/** Runs a command with our own terminal; resolves to its exit code. */
export async function run(command: string, args: readonly string[]): Promise<number> {
  const options: SpawnOptions = { stdio: 'inherit', shell: process.platform === 'win32' };
  const [code] = await once(spawn(command, args, options), 'close');
  return codeOf(code);
}

function codeOf(code: unknown): number {
  return typeof code === 'number' ? code : 1;
}
