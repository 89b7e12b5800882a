import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { YardstickError } from '../errors/yardstick-error.ts';
import { filesIn, type TextFile } from './declaration-files.ts';
import { planSourceName as name } from './plan-source-name.ts';

interface Source {
  readonly name: string;
  readonly connector: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Place {
  readonly file: string;
  readonly folder: string;
  readonly plans?: string | undefined;
}

/**
 * The source that reads plan files, where there is a folder of them. Its name is kept for it: by it periods of plan files are told from those of
 * others. Throws CONFIG_INVALID for another source of that name, and for a folder that is named and not there.
 */
export function planSource(place: Place, declared: readonly Source[]): readonly Source[] {
  const taken = declared.find((source) => source.name === name);
  if (taken === undefined)
    return planFolder(place) === undefined ? [] : [{ name, connector: name, settings: {} }];
  if (taken.connector === name) return [];
  throw new YardstickError(
    'CONFIG_INVALID',
    `sources.${name}: found connector ${taken.connector}, expected another name: this one is that of the plan files.`,
    { subject: place.file },
  );
}

/** The company's plan files by name. */
export function planFiles(place: Place): readonly TextFile[] {
  const folder = planFolder(place);
  return folder === undefined ? [] : filesIn(folder);
}

/** Whether there is a folder for them, be it empty. Throws CONFIG_INVALID for one that is named and not there. */
export function hasPlanFolder(place: Place): boolean {
  return planFolder(place) !== undefined;
}

function planFolder({ file, folder, plans }: Place): string | undefined {
  const found = resolve(folder, plans ?? name);
  if (statSync(found, { throwIfNoEntry: false })?.isDirectory() === true) return found;
  if (plans === undefined) return undefined;
  throw new YardstickError('CONFIG_INVALID', `plans: found ${plans}, expected a folder that is there.`, {
    subject: file,
  });
}
