import type { Command } from 'commander';
import type { BackupOptions } from '../answers/backup.ts';
import { reply, teachingCommand } from '../command.ts';

interface Options extends Omit<BackupOptions, 'base'> {
  readonly base?: string;
  readonly full?: boolean;
}

export function backupCommand(): Command {
  return teachingCommand(
    'backup',
    'back up warehouse, ledger, passwords and configuration, while it runs or is stopped',
    [
      'backup                          # beside the home, only what is new since the last one',
      'backup /mnt/backups --full',
      'backup /mnt/backups --base /mnt/backups/2026-11-22T020000Z-1a2b3c',
      'restore /mnt/backups            # brings the newest one back',
    ],
  )
    .argument('[folder]', 'folder of backups (default: the home’s name with -backups)')
    .option('--base <folder>', 'write only what this backup lacks (default: the newest in the folder)')
    .option('--full', 'write everything')
    .action(async (folder: string | undefined, { full, ...options }: Options) => {
      const { backup } = await import('../answers/backup.ts');
      reply(options, await backup(folder, full === true ? { ...options, base: false } : options));
    });
}
