import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { newestWhole } from '../../infra/embedded/backup/chain.ts';
import { withEnginesOf } from '../../infra/embedded/backup/home-engines.ts';
import { copyConfiguration, copyHomeFiles } from '../../infra/embedded/backup/home-files.ts';
import { backupsFolderOf } from '../../infra/embedded/backup/keep-files.ts';
import {
  type Backup,
  type EngineBackup,
  isEngineBackup,
  readBackup,
} from '../../infra/embedded/backup/manifest.ts';
import { takeBackup } from '../../infra/embedded/backup/take.ts';
import { homePaths } from '../../infra/embedded/home/paths.ts';
import type { Answer, CommonOptions } from '../command.ts';
import { chooseConfig } from '../runtime/config-choice.ts';
import { readInstallation } from '../runtime/installation.ts';
import { stopSignal } from '../runtime/stop-signal.ts';
import { progressView } from '../text/backup-progress.ts';
import { bytes, count, counted } from '../text/format.ts';
import { shellWord } from '../text/shell-word.ts';

export interface BackupOptions extends CommonOptions {
  /** A backup to build on; `false` for none; undefined for the newest in the folder whose own base is there. */
  readonly base?: string | false;
}

/** Backs up everything an installation stores, while it runs or while it is stopped. */
export async function backup(folder: string | undefined, options: BackupOptions): Promise<Answer> {
  const paths = homePaths();
  const into = resolve(folder ?? backupsFolderOf(paths));
  const base = baseOf(into, options.base);
  const choice = chooseConfig(options.config, readInstallation(paths)?.config);
  const view = progressView();
  const began = Date.now();
  const taken = await withEnginesOf(paths, (engines) =>
    takeBackup({
      ...{ engines, into, base, config: choice.sample ? null : choice.file, onProgress: view.show },
      copyFiles: (unfinished) => {
        copyHomeFiles(paths, join(unfinished, 'home'));
        if (!choice.sample && existsSync(choice.file))
          copyConfiguration(choice.file, join(unfinished, 'config'));
      },
      signal: stopSignal(stopped),
    }),
  ).finally(view.end);
  return answer(taken, base, Date.now() - began);
}

function baseOf(into: string, named: BackupOptions['base']): EngineBackup | undefined {
  if (named === false) return undefined;
  if (named === undefined) return newestWhole(into);
  const base: Backup = readBackup(resolve(named));
  if (isEngineBackup(base)) return base;
  throw new YardstickError('BACKUP_INVALID', 'It was taken before an upgrade; nothing can build on it.', {
    subject: base.folder,
  });
}

function stopped(): YardstickError {
  return new YardstickError('BACKUP_IMPOSSIBLE', 'It was told to stop; nothing of this backup is left.', {
    advice: 'Order it again: `yardstick backup`.',
  });
}

function answer({ folder, manifest }: EngineBackup, base: EngineBackup | undefined, tookMs: number): Answer {
  const written = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  const ledgerRows = manifest.ledger.tables.reduce((sum, { rows }) => sum + rows, 0);
  const tables = Object.keys(manifest.warehouse).length;
  const { id, release, createdAt } = manifest;
  return {
    data: {
      ...{ folder, id, createdAt, release, base: base?.folder ?? null, bytes: written, tookMs },
      ...{ ledgerRows, warehouseTables: tables, files: Object.keys(manifest.files).length },
    },
    text: [
      `Backed up to ${folder}`,
      `Release ${release}: ${counted(tables, 'table')} of the warehouse, ${count(ledgerRows)} rows of the ledger, ${bytes(written)} written.`,
      ...(base === undefined ? [] : [`It stands on ${base.folder}: keep that one too.`]),
      'It holds passwords and the accounts of the portal: keep it where nobody else can read it.',
      `Restore it with: yardstick restore ${shellWord(folder)}`,
    ].join('\n'),
  };
}
