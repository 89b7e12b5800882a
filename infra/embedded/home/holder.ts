import { z } from 'zod';
import { commandLineOf, isAlive } from '../processes/alive.ts';
import { readJson, writeJson } from './json-file.ts';
import type { HomePaths } from './paths.ts';

const schema = z.object({ pid: z.int().positive(), command: z.string() });

/** Writes down that this process holds the home, with its command line: after a reboot the pid alone may be another program's. */
export function becomeHolder(paths: HomePaths): void {
  writeJson(paths.holderFile, { pid: process.pid, command: commandLineOf(process.pid) });
}

/** The process id of the living holder, if there is one. */
export function livingHolder(paths: HomePaths): number | undefined {
  const pid = readJson(paths.holderFile, schema)?.pid;
  return pid !== undefined && isAlive(pid) && !isStranger(paths, pid) ? pid : undefined;
}

/** Whether this pid was the holder's and belongs to another program now. */
export function isStranger(paths: HomePaths, pid: number): boolean {
  const holder = readJson(paths.holderFile, schema);
  return holder?.pid === pid && holder.command !== commandLineOf(pid);
}
