import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function lineageCommand(): Command {
  return teachingCommand(
    'lineage',
    'what an asset is made from and what it feeds; without a name, every asset',
    ['lineage', 'lineage fct.order_event'],
  )
    .argument('[asset]', 'for example fct.order_event')
    .action((asset: string | undefined, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/lineage.ts')).lineage(context.project.graph, asset),
      ),
    );
}
