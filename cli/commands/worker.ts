import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';

export function workerCommand(): Command {
  return teachingCommand(
    'worker',
    'run one worker on the engines that yardstick.yaml names; start as many as you like',
    ['worker --config /etc/yardstick/yardstick.yaml'],
  )
    .option('--no-prepare', 'leave ledger, tables, schedules and the desk as they are')
    .action(async (options: CommonOptions & { readonly prepare: boolean }) => {
      const { work } = await import('../processes/work.ts');
      await work(options);
    });
}
