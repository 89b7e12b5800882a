import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function whyCommand(): Command {
  return teachingCommand(
    'why',
    'from what, when and by which run an asset was built, and what would happen to it now',
    ['why mart.kpi_monthly', 'why fct.order_event 2026-03'],
  )
    .argument('<asset>', 'for example mart.kpi_monthly')
    .argument('[month]', 'for example 2026-03')
    .action((asset: string, month: string | undefined, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/why.ts')).why(context, asset, month),
      ),
    );
}
