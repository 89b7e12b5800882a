import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const rotateAtBytes = 20 * 1024 * 1024;

/** Opens a log for appending and answers its descriptor; a log over 20 MiB is put aside as `<file>.1` first. */
export function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o640);
}

/** The last lines of a log, for an error message; empty when there is none. */
export function tailOf(file: string, lines = 6): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
