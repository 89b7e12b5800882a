import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function cancelCommand(): Command {
  return teachingCommand(
    'cancel',
    'stop a run; what it has committed stays, nothing half-built becomes visible',
    ['cancel manual-1a2b3c4d'],
  )
    .argument('<run>', 'id of the run or of its workflow, as `status` shows them')
    .action((run: string, options: CommonOptions) =>
      connected(options, async (connection) => (await import('../answers/order.ts')).cancel(connection, run)),
    );
}
