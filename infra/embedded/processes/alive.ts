import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Whether a process of this id runs; one that ended but was not reaped yet does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (caught) {
    return isDenied(caught);
  }
  return !isZombie(pid);
}

/** The command line of a running process, or an empty text. */
export function commandLineOf(pid: number): string {
  if (existsSync('/proc/self/cmdline')) return contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function isDenied(caught: unknown): boolean {
  return caught instanceof Error && 'code' in caught && caught.code === 'EPERM';
}

function isZombie(pid: number): boolean {
  // The state is the first field after the name, which is in parentheses and may hold anything.
  return contentOf(`/proc/${pid}/stat`).split(') ').at(-1)?.startsWith('Z') ?? false;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
