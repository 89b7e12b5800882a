import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { isAlive } from './alive.ts';
import { eventually } from './wait.ts';

test('where the kernel cannot tell of a death, the watcher ends the program', {
  timeout: 30_000,
}, async () => {
  // What the kernel can do is remembered: asked anew here, and for those who come after.
  vi.resetModules();
  vi.stubEnv('PATH', '/nowhere');
  const { guarded } = await import('./guard.ts');
  const { command, args } = guarded('/bin/sleep', ['60'], 'TERM');
  vi.unstubAllEnvs();
  vi.resetModules();
  expect(args).not.toContain('setpriv');
  const program = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  await once(program, 'spawn');
  // What the end of a process does to its pipes.
  program.stdin.destroy();
  expect(await eventually(async () => !isAlive(Number(program.pid)), { withinMs: 10_000 })).toBe(true);
});
