import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ShowOptions extends CommonOptions {
  readonly period?: string;
}

export function awardCommand(): Command {
  return new Command('award')
    .description('awards by rule: what they are given for, who got them and on what figures')
    .addCommand(listCommand())
    .addCommand(showCommand());
}

function listCommand(): Command {
  return teachingCommand('list', 'every award of the product and of yardstick.yaml, and who got it last', [
    'award list',
  ]).action((options: CommonOptions) =>
    connected(options, async ({ context }) => {
      const { awardList } = await import('../answers/award/list.ts');
      return awardList(context);
    }),
  );
}

function showCommand(): Command {
  return teachingCommand('show', 'one award: its rule, who got it, and the figures that rests on', [
    'award show best_sales_of_month',
    'award show most_improved --period 2026Q3 --json',
  ])
    .argument('<key>', 'for example best_sales_of_month')
    .option('--period <period>', 'only 2026-07, 2026Q3 or 2026')
    .action((key: string, options: ShowOptions) =>
      connected(options, async ({ context }) => {
        const { awardShow } = await import('../answers/award/show.ts');
        return awardShow(context, key, options.period);
      }),
    );
}
