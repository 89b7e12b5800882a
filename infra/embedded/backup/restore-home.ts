import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { livingHolder } from '../home/holder.ts';
import { makeFolder } from '../home/make-folder.ts';
import { openHome } from '../home/open.ts';
import { type HomePaths, homePaths } from '../home/paths.ts';
import { chainOf } from './chain.ts';
import { verifyFiles } from './checksums.ts';
import { copyTree } from './copy-tree.ts';
import { withStartedEngines } from './home-engines.ts';
import { restoreHomeFiles } from './home-files.ts';
import { type Backup, isEngineBackup } from './manifest.ts';
import type { Progress } from './progress.ts';
import { restoreEngines } from './restore-engines.ts';
import { stampOf } from './stamp.ts';
import { abandonedIn, unfinished } from './unfinished.ts';

export interface RestoreRequest {
  readonly backup: Backup;
  /** The home to be. */
  readonly paths: HomePaths;
  /** Puts what stands there aside instead of refusing. */
  readonly replace: boolean;
  /** Adds to the new home before it takes its place. */
  readonly finish: (paths: HomePaths) => void;
  readonly onProgress: Progress;
  /** Ends the restore with its reason, at the next step. */
  readonly signal: AbortSignal;
}

export interface Restored {
  /** Where the home from before stands now; undefined when there was none. */
  readonly aside: string | undefined;
}

/**
 * Restores a whole home. Everything is read and checked first, then built in a new folder beside, which takes the home's place
 * at the end by a rename: a restore that fails or is killed leaves the home as it was.
 * Errors: the reason of the signal; BACKUP_INVALID, HOME_IN_USE, HOME_OCCUPIED, HOME_UNWRITABLE; those of the engines.
 */
export async function restoreHome(request: RestoreRequest): Promise<Restored> {
  const { backup, paths, replace, signal } = request;
  const onProgress: Progress = (name, share) => {
    signal.throwIfAborted();
    request.onProgress(name, share);
  };
  assertFree(paths, replace);
  clearBeside(paths);
  assertReplaceable(paths);
  for (const each of isEngineBackup(backup) ? chainOf(backup) : [backup]) await verifyFiles(each, onProgress);
  // A name that was never used: PostgreSQL's folder may be a link whose target is named after it.
  const beside = homePaths(unfinished(`${paths.root}.${randomBytes(6).toString('hex')}`));
  try {
    if (isEngineBackup(backup)) await buildHome(beside, backup, onProgress);
    else await copyTree(join(backup.folder, 'files'), beside.root);
    request.finish(beside);
    assertFree(paths, replace);
    signal.throwIfAborted();
    return { aside: takePlace(beside, paths) };
  } catch (caught) {
    removeHome(beside);
    // A terminal's Ctrl-C reaches the engines as well; that they have ended is no news then.
    signal.throwIfAborted();
    throw caught;
  }
}

async function buildHome(paths: HomePaths, backup: Backup, onProgress: Progress): Promise<void> {
  if (!isEngineBackup(backup)) return;
  mkdirSync(paths.root, { mode: 0o755 });
  restoreHomeFiles(join(backup.folder, 'home'), paths);
  const opened = await openHome(paths.root);
  if (opened.state === 'running') throw new Error(opened.message);
  try {
    await withStartedEngines(opened.home, (engines) => restoreEngines(engines, backup, onProgress));
  } finally {
    await opened.home.close();
  }
}

function assertFree(paths: HomePaths, replace: boolean): void {
  const pid = livingHolder(paths);
  if (pid !== undefined)
    throw new YardstickError('HOME_IN_USE', `Yardstick runs in this home as pid ${pid}.`, {
      subject: paths.root,
      advice: 'Stop it first with `yardstick stop`.',
    });
  if (replace || !existsSync(paths.root) || readdirSync(paths.root).length === 0) return;
  throw new YardstickError('HOME_OCCUPIED', 'The data home is not empty.', { subject: paths.root });
}

/** Makes the folder that the home is to stand in, and removes there what killed restores of it have left. */
function clearBeside({ root }: HomePaths): void {
  const folder = dirname(root);
  try {
    makeFolder(folder, 0o755);
    for (const left of abandonedIn(folder)) if (left.startsWith(`${root}.`)) removeHome(homePaths(left));
  } catch (cause) {
    throw new YardstickError('HOME_UNWRITABLE', 'The folder of the data home cannot be written.', {
      subject: folder,
      cause,
    });
  }
}

/** A disk that is mounted there cannot make room for another folder, as a container's volume cannot. */
function assertReplaceable({ root }: HomePaths): void {
  if (!existsSync(root) || lstatSync(root).dev === statSync(dirname(root)).dev) return;
  throw new YardstickError('HOME_UNWRITABLE', 'The data home is a disk of its own.', {
    subject: root,
    advice: 'Set YARDSTICK_HOME to a folder on that disk.',
  });
}

function takePlace(beside: HomePaths, paths: HomePaths): string | undefined {
  const isThere = existsSync(paths.root) && readdirSync(paths.root).length > 0;
  const aside = isThere ? `${paths.root}.before-${stampOf(new Date())}` : undefined;
  if (aside !== undefined) renameSync(paths.root, aside);
  renameSync(beside.root, paths.root);
  return aside;
}

function removeHome(paths: HomePaths): void {
  // Engines whose restore was killed end a moment later, and write until then.
  const options = { recursive: true, force: true, maxRetries: 10 };
  if (existsSync(paths.postgres)) rmSync(realpathSync(paths.postgres), options);
  rmSync(paths.root, options);
}
