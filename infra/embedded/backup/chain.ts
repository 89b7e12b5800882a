import { dirname, relative, resolve } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { backupsIn, readable } from './find.ts';
import {
  type Backup,
  type EngineBackup,
  type EngineManifest,
  hasManifest,
  isEngineBackup,
  readBackup,
} from './manifest.ts';

/** How a manifest in `folder` refers to its base. */
export function baseReference(folder: string, base: EngineBackup): EngineManifest['base'] {
  return { id: base.manifest.id, folder: relative(folder, base.folder) };
}

/** A backup with those it stands on, itself first. Errors: BACKUP_INVALID naming the one that is missing. */
export function chainOf(backup: EngineBackup): readonly EngineBackup[] {
  const chain = chainAsFarAs(backup);
  const { folder, manifest } = chain.at(-1) ?? backup;
  if (manifest.base === null) return chain;
  const place = resolve(folder, manifest.base.folder);
  // A base that stands there and cannot be read tells by itself what is wrong with it.
  if (hasManifest(place)) readBackup(place);
  throw new YardstickError(
    'BACKUP_INVALID',
    `It stands on the backup ${manifest.base.id}, which is not there.`,
    {
      subject: folder,
      advice: `Bring ${place} back beside it, or use another backup.`,
    },
  );
}

/** The newest backup of a folder that can be built on: one that misses what it stands on would help nobody. */
export function newestWhole(folder: string): EngineBackup | undefined {
  return backupsIn(folder)
    .filter(isEngineBackup)
    .find((backup) => chainAsFarAs(backup).at(-1)?.manifest.base === null);
}

/** The backup and what it stands on, up to the first that is missing; none comes twice. */
function chainAsFarAs(backup: EngineBackup): readonly EngineBackup[] {
  const chain = [backup];
  for (let next = baseOf(backup); next !== undefined; next = baseOf(next)) {
    const { id } = next.manifest;
    if (chain.some(({ manifest }) => manifest.id === id)) break;
    chain.push(next);
  }
  return chain;
}

/** Where it was, else wherever it stands beside; undefined when it is missing. */
function baseOf({ folder, manifest: { base } }: EngineBackup): EngineBackup | undefined {
  if (base === null) return undefined;
  const isBase = (each: Backup): each is EngineBackup => each.manifest.id === base.id && isEngineBackup(each);
  const [there] = readable(resolve(folder, base.folder));
  return there !== undefined && isBase(there) ? there : backupsIn(dirname(folder)).find(isBase);
}
