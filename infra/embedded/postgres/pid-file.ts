import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file in which a running server describes itself; line 1 is its process id, line 8 its state (miscadmin.h, LOCK_FILE_LINE_*). */
export function pidFileOf(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** The process id a pid file names, if there is one. */
export function pidIn(pidFile: string): number | undefined {
  const pid = Number.parseInt(linesOf(pidFile)[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Whether the server of this very process says that it accepts connections. */
export function declaresReady(cluster: string, pid: number): boolean {
  const pidFile = pidFileOf(cluster);
  return pidIn(pidFile) === pid && linesOf(pidFile)[7]?.trim() === 'ready';
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}
