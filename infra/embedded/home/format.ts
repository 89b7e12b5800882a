import { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { readJson, writeJson } from './json-file.ts';
import type { HomePaths } from './paths.ts';

/** Raised when an older Yardstick could not read the home any more. */
export const homeFormat = 1;

const schema = z.object({ format: z.int().positive() });

/** Marks a new home with our format. Errors: HOME_NEWER for a home of a later Yardstick, HOME_INVALID. */
export function ensureFormat(paths: HomePaths): void {
  const found = readJson(paths.formatFile, schema);
  if (found === undefined) {
    writeJson(paths.formatFile, { format: homeFormat });
  } else if (found.format > homeFormat) {
    throw newer(paths, found.format);
  }
}

function newer(paths: HomePaths, format: number): YardstickError {
  const happened = `The data home has format ${format}; this Yardstick knows ${homeFormat}.`;
  return new YardstickError('HOME_NEWER', happened, { subject: paths.root });
}
