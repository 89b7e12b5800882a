import { rmSync } from 'node:fs';
import { z } from 'zod';
import { isAlive } from '../processes/alive.ts';
import { isStranger } from './holder.ts';
import { readJson, writeJson } from './json-file.ts';
import type { HomePaths } from './paths.ts';

const childSchema = z.object({
  name: z.string(),
  pid: z.int().positive(),
  port: z.int().positive().optional(),
});

const schema = z.object({
  pid: z.int().positive(),
  /** ISO, UTC. */
  startedAt: z.iso.datetime(),
  endpoints: z.object({
    clickhouse: z.url().optional(),
    /** host:port */
    temporal: z.string().optional(),
    temporalUi: z.url().optional(),
    /** With the password; hence the file is its owner's only. */
    ledger: z.string().optional(),
    portal: z.url().optional(),
  }),
  children: z.array(childSchema),
});

/** What runs in a home and where: how other commands find it. */
export type RunFile = z.output<typeof schema>;
export type RunningChild = z.output<typeof childSchema>;

/** Replaces the description of what runs. Throws on a description that could not be read again. */
export function writeRunFile(paths: HomePaths, run: RunFile): void {
  writeJson(paths.runFile, schema.parse(run));
}

/** What runs in this home; undefined when nothing does, also after a kill. Error: HOME_INVALID. */
export function readRunFile(paths: HomePaths): RunFile | undefined {
  const run = lastRun(paths);
  return run !== undefined && isAlive(run.pid) && !isStranger(paths, run.pid) ? run : undefined;
}

/** What ran last, dead or alive. */
export function lastRun(paths: HomePaths): RunFile | undefined {
  return readJson(paths.runFile, schema);
}

/** Says that nothing runs any more. */
export function removeRunFile(paths: HomePaths): void {
  rmSync(paths.runFile, { force: true });
}
