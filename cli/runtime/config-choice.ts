import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';

/** Which yardstick.yaml counts, and whether it is the sample company's. */
export interface ConfigChoice {
  readonly file: string;
  readonly sample: boolean;
}

/** The one named, else the one that runs in the home, else `./yardstick.yaml`, else the sample company's. */
export function chooseConfig(named: string | undefined, running?: string): ConfigChoice {
  const here = resolve('yardstick.yaml');
  const file = withinFolder(named) ?? running ?? (existsSync(here) ? here : sampleConfig());
  return { file: resolve(file), sample: resolve(file) === sampleConfig() };
}

/** A folder stands for the yardstick.yaml in it. */
function withinFolder(named: string | undefined): string | undefined {
  if (named === undefined) return undefined;
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? join(named, 'yardstick.yaml') : named;
}

/** The configuration of the sample company. */
export function sampleConfig(): string {
  return join(projectRoot(), 'demo', 'yardstick.yaml');
}
