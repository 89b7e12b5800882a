import { createWriteStream, openSync, type WriteStream } from 'node:fs';

/** What comes while a piece is being written goes into the file by one call afterwards. */
const writeAheadBytes = 4 * 1024 * 1024;

/**
 * Writes a new file that only this account reads. It is opened at once: a stream that is given up before it has opened its
 * file would make it after whoever cleans up has looked.
 */
export function spoolFile(path: string): WriteStream {
  return createWriteStream(path, { fd: openSync(path, 'wx', 0o600), highWaterMark: writeAheadBytes });
}
