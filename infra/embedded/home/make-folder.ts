import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, unless it is there, and sees that it is one that can be written. Not by Node's recursive
 * `mkdir`, which never ends below `/proc`. Throws the system's error.
 */
export function makeFolder(path: string, mode: number): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) makeOne(folder, mode);
  if (!isFolder(path)) throw new Error(`ENOTDIR: not a directory, '${path}'`);
  accessSync(path, constants.W_OK | constants.X_OK);
}

/** Another process may make it in the same moment. */
function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (caught) {
    if (!isFolder(folder)) throw caught;
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
