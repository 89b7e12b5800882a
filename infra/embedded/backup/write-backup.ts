import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Backup, backupFormat, type Manifest, writeManifest } from './manifest.ts';
import { productVersion } from './product-version.ts';
import { stampOf } from './stamp.ts';
import { abandonedIn, unfinished } from './unfinished.ts';

/** What every manifest begins with. */
export type Identity = Pick<Manifest, 'format' | 'id' | 'createdAt' | 'product'>;

/** Of a backup that is taken now; `what` stands in its name. */
export function newIdentity(what?: string): Identity {
  const now = new Date();
  const id = [stampOf(now), ...(what === undefined ? [] : [what]), randomBytes(3).toString('hex')].join('-');
  return { format: backupFormat, id, createdAt: now.toISOString(), product: productVersion() };
}

/**
 * Writes a backup into a folder of its own in `into`. It gets its name when all is in it: what a kill leaves is no backup, and is
 * removed by the next one. Errors: BACKUP_IMPOSSIBLE where nothing can be written; those of `fill`, which leaves nothing behind.
 */
export async function writeBackup<M extends Manifest>(
  into: string,
  id: string,
  fill: (folder: string) => Promise<M>,
): Promise<Backup<M>> {
  const folder = join(into, id);
  const draft = unfinished(folder);
  makeDraft(into, draft);
  try {
    const manifest = await fill(draft);
    writeManifest(draft, manifest);
    renameSync(draft, folder);
    return { folder, manifest };
  } catch (caught) {
    rmSync(draft, { recursive: true, force: true });
    throw caught;
  }
}

function makeDraft(into: string, draft: string): void {
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    for (const abandoned of abandonedIn(into)) rmSync(abandoned, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
  } catch (cause) {
    throw new YardstickError('BACKUP_IMPOSSIBLE', 'The folder cannot be written.', {
      subject: into,
      advice: 'Give the user who takes the backup the right to write there, or name another folder.',
      cause,
    });
  }
}
