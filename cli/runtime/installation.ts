import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../../infra/embedded/home/json-file.ts';
import type { HomePaths } from '../../infra/embedded/home/paths.ts';

const schema = z.object({
  /** The yardstick.yaml that was started last in this home. */
  config: z.string(),
  /** Port of the sample company's vendor APIs on 127.0.0.1. */
  samplePort: z.int().positive().optional(),
});

/** What a home was last started with: later commands follow it, and the sample company keeps its port. */
export type Installation = z.output<typeof schema>;

/** Undefined in a home that was never started. Error: HOME_INVALID. */
export function readInstallation(paths: HomePaths): Installation | undefined {
  return readJson(fileOf(paths), schema);
}

export function writeInstallation(paths: HomePaths, installation: Installation): void {
  writeJson(fileOf(paths), schema.parse(installation));
}

function fileOf(paths: HomePaths): string {
  return join(paths.root, 'installation.json');
}
