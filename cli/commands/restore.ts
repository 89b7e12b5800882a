import type { Command } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';

export function restoreCommand(): Command {
  return teachingCommand(
    'restore',
    'bring a backup back into this home (YARDSTICK_HOME, default ./.yardstick), here or on another machine',
    ['restore .yardstick-backups', 'restore /mnt/backups/2026-11-22T020000Z-1a2b3c --replace'],
  )
    .argument('<folder>', 'a backup, or a folder of backups for the newest in it')
    .option('--replace', 'put what stands in the home aside')
    .action(async (folder: string, options: CommonOptions & { readonly replace?: boolean }) => {
      const { restore } = await import('../answers/restore.ts');
      reply(options, await restore(folder, { replace: options.replace === true }));
    });
}
