import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { backupAt } from '../../infra/embedded/backup/find.ts';
import { copyConfiguration } from '../../infra/embedded/backup/home-files.ts';
import { type Backup, isEngineBackup } from '../../infra/embedded/backup/manifest.ts';
import { restoreHome } from '../../infra/embedded/backup/restore-home.ts';
import { type HomePaths, homePaths } from '../../infra/embedded/home/paths.ts';
import type { Answer } from '../command.ts';
import { sampleConfig } from '../runtime/config-choice.ts';
import { readInstallation, writeInstallation } from '../runtime/installation.ts';
import { stopSignal } from '../runtime/stop-signal.ts';
import { progressView } from '../text/backup-progress.ts';
import { shellWord } from '../text/shell-word.ts';

/** Restores a backup into this home, which must be empty unless it is to be replaced. */
export async function restore(path: string, { replace }: { readonly replace: boolean }): Promise<Answer> {
  const backup = backupAt(resolve(path));
  const paths = homePaths();
  const view = progressView();
  const { aside } = await restoreHome({
    ...{ backup, paths, replace, onProgress: view.show, signal: stopSignal(() => stopped(path)) },
    finish: (beside) => settleConfiguration(backup, beside, paths),
  }).finally(view.end);
  const config = configOf(backup, paths);
  const release = isEngineBackup(backup) ? backup.manifest.release : null;
  return {
    data: { home: paths.root, backup: backup.folder, release, aside: aside ?? null, config: config ?? null },
    text: [
      `Restored ${backup.folder} into ${paths.root}${release === null ? '' : `: release ${release}`}.`,
      ...(aside === undefined
        ? []
        : [`What stood there before is now in ${aside}; delete it when all is well.`]),
      `Start it with: yardstick start${config === undefined ? '' : ` --config ${shellWord(config)}`}`,
    ].join('\n'),
  };
}

function stopped(path: string): YardstickError {
  return new YardstickError('BACKUP_IMPOSSIBLE', 'The restore was told to stop; the home is as it was.', {
    subject: homePaths().root,
    advice: `Order it again: \`yardstick restore ${shellWord(path)}\`.`,
  });
}

/** The configuration comes along in the home, and counts where the one it was taken from is not on this machine. */
function settleConfiguration(backup: Backup, beside: HomePaths, paths: HomePaths): void {
  if (!isEngineBackup(backup)) return;
  const taken = join(backup.folder, 'config', 'yardstick.yaml');
  if (existsSync(taken)) copyConfiguration(taken, join(beside.root, 'config'));
  const installation = readInstallation(beside);
  const config = configOf(backup, paths) ?? sampleConfig();
  if (installation !== undefined) writeInstallation(beside, { ...installation, config });
}

/** Undefined for the sample company, and where the backup does not say. */
function configOf(backup: Backup, paths: HomePaths): string | undefined {
  if (!isEngineBackup(backup)) return undefined;
  const { config } = backup.manifest;
  if (config === null) return undefined;
  return existsSync(config) ? config : join(paths.root, 'config', 'yardstick.yaml');
}
