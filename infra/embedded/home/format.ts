import { z } from 'zod';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { readJson, writeJson } from './json-file.ts';
import type { HomePaths } from './paths.ts';

/** Raised when an older Yardstick could not read the home any more. */
export const homeFormat = 1;

/** How a home of a format becomes one of the next, by the format it starts from. Each may be killed and run again. */
export type HomeSteps = Readonly<Record<number, (paths: HomePaths) => Promise<void>>>;

const steps: HomeSteps = {};

export interface FormatKnown {
  readonly format: number;
  readonly steps: HomeSteps;
}

const schema = z.object({ format: z.int().positive() });

/** Errors: HOME_NEWER for a home of a later Yardstick, HOME_INVALID. */
export function refuseNewer(paths: HomePaths, known = homeFormat): void {
  const found = formatOf(paths);
  if (found !== undefined && found > known) throw newer(paths, found, known);
}

/**
 * Marks a new home with our format, and brings an older one to it step by step; `backUp` keeps what stands there first. Nothing may
 * run in the home. Errors: those of `backUp` and of the steps; the home keeps the format of the last step that came to its end.
 */
export async function ensureFormat(
  paths: HomePaths,
  backUp: (paths: HomePaths, format: number) => Promise<unknown>,
  known: FormatKnown = { format: homeFormat, steps },
): Promise<void> {
  const found = formatOf(paths);
  if (found === undefined) {
    writeJson(paths.formatFile, { format: known.format });
    return;
  }
  if (found >= known.format) return;
  await backUp(paths, found);
  for (let format = found; format < known.format; format += 1) {
    await known.steps[format]?.(paths);
    writeJson(paths.formatFile, { format: format + 1 });
  }
}

function formatOf(paths: HomePaths): number | undefined {
  return readJson(paths.formatFile, schema)?.format;
}

function newer(paths: HomePaths, found: number, known: number): YardstickError {
  const happened = `The data home has format ${found}; this Yardstick knows ${known}.`;
  return new YardstickError('HOME_NEWER', happened, { subject: paths.root });
}
