import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../processes/alive.ts';

const pattern = /\.unfinished-(.+)-(\d+)$/;

/** Where a folder stands until it is complete. The name tells whose work it is, so that others can tell it from rubbish. */
export function unfinished(path: string): string {
  return `${path}.unfinished-${hostname()}-${process.pid}`;
}

/** Whether a name is that of such a folder. */
export function isUnfinished(name: string): boolean {
  return pattern.test(name);
}

/** Unfinished folders that a killed process has left. What stands there from another machine may be under way. */
export function abandonedIn(folder: string): readonly string[] {
  const isAbandoned = (name: string) => {
    const [, host, pid] = pattern.exec(name) ?? [];
    return host === hostname() && !isAlive(Number(pid));
  };
  return readdirSync(folder)
    .filter(isAbandoned)
    .map((name) => join(folder, name));
}
