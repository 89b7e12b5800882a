import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since boot; with the pid it tells a process from a later one of the same number. */
  readonly startedAt: string;
}

/**
 * Every live process, read from /proc; empty on systems without one. Zombies count as ended. Asked four times a second beside the tests, so
 * only one file of each process is read.
 */
export function processTable(): Process[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => {
      // The name before ')' may hold spaces; what follows it is: state, parent, …, the 20th being the start.
      const fields = read(pid, 'stat')
        .replace(/^.*\) /s, '')
        .split(' ');
      const [state, parent] = fields;
      if (state === undefined || state === 'Z' || parent === undefined) return [];
      return [{ pid: Number(pid), parent: Number(parent), startedAt: fields[19] ?? '' }];
    });
}

/** What a process was started with; empty when it has ended meanwhile. */
export function commandOf({ pid }: Process): string {
  return read(String(pid), 'cmdline').split('\0').join(' ').trim();
}

export function descendantsIn(table: readonly Process[], pid: number): Process[] {
  return table
    .filter(({ parent }) => parent === pid)
    .flatMap((child) => [child, ...descendantsIn(table, child.pid)]);
}

/** Empty when the process has ended meanwhile. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
