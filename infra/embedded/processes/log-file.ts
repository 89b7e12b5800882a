import {
  chmodSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const rotateAtBytes = 20 * 1024 * 1024;

/**
 * Opens a log for appending and answers its descriptor; a log over 20 MiB is put aside as `<file>.1` first. Only its owner
 * can read it: the log of a start shows passwords of the sample company, that of an engine the statements it refused.
 */
export function openLog(file: string): number {
  const folder = dirname(file);
  // Only the folder itself is closed when it is new; the home above it has to stay passable.
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o700);
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  // The mode above is not that of a log from before.
  fchmodSync(log, 0o600);
  return log;
}

/** Closes a folder of logs to others, with every log that is in it from before. */
export function closeLogs(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) chmodSync(join(folder, entry.name), 0o600);
  }
}

/** The last lines of a log, for an error message; empty when there is none. */
export function tailOf(file: string, lines = 6): string {
  if (!existsSync(file)) return '';
  return lastLines(readFileSync(file, 'utf8'), lines);
}

/** What a log says after its first `from` bytes. */
export function wordsSince(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8');
}

/** The end of a text that is too long to be shown. */
export function lastLines(text: string, lines = 6): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
