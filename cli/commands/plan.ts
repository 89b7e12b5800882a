import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly asset: readonly string[];
  readonly read?: boolean;
}

export function planCommand(): Command {
  return teachingCommand('plan', 'what would be rebuilt now, and why; changes nothing', [
    'plan',
    'plan --asset mart.kpi_monthly',
    'plan --read           # as if every source were read first',
  ])
    .option('--asset <asset...>', 'show only these', [])
    .option('--read', 'what a run that reads the sources may rebuild at most')
    .action((options: Options) =>
      connected(options, async ({ context }) => {
        const { plan } = await import('../answers/plan.ts');
        return plan(context, { assets: options.asset, read: options.read === true });
      }),
    );
}
