import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';

/** Reads a JSON file by its schema; undefined when there is none. Error: HOME_INVALID. */
export function readJson<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new YardstickError('HOME_INVALID', 'The file is not what Yardstick wrote there.', {
      subject: file,
      cause,
    });
  }
}

/** Writes a JSON file at once or not at all, readable by its owner only. */
export function writeJson(file: string, content: unknown): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  // The mode above is subject to a file left over from before.
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
