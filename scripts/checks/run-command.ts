import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs one of the project's npm scripts with our own terminal; resolves to its exit code (a signal counts as 1). */
export async function runScript(name: string): Promise<number> {
  return await run('npm', ['run', '--silent', name]);
}

export async function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : 1;
}
