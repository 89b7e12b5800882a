import { Command, Option } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ShowOptions extends CommonOptions {
  readonly period?: string;
  readonly scope: 'company' | 'region' | 'team' | 'role';
  readonly member?: string;
}

export function rankingCommand(): Command {
  return new Command('ranking')
    .description('leaderboards: who is where among company, region, team and role, and who takes no part')
    .addCommand(listCommand())
    .addCommand(showCommand());
}

function listCommand(): Command {
  return teachingCommand('list', 'every leaderboard, its newest period and who leads', [
    'ranking list',
    'ranking list --json',
  ]).action((options: CommonOptions) =>
    connected(options, async ({ context }) => {
      const { rankingList } = await import('../answers/ranking/list.ts');
      return rankingList(context);
    }),
  );
}

function showCommand(): Command {
  return teachingCommand('show', 'one leaderboard: places, ties, what moved since the period before', [
    'ranking show net_sales',
    'ranking show attainment --period 2026Q3 --scope team',
    'ranking show score --period 2026Q3 --scope team --member T01 --json',
  ])
    .argument('<kpi>', 'a KPI that people are ranked by, or score')
    .option('--period <period>', '2026-07, 2026Q3 or 2026 (default: the newest month)')
    .addOption(
      new Option('--scope <scope>', 'among whom')
        .choices(['company', 'region', 'team', 'role'])
        .default('company'),
    )
    .option('--member <member>', 'only this region, team or role')
    .action((kpi: string, options: ShowOptions) =>
      connected(options, async ({ context }) => {
        const { rankingShow } = await import('../answers/ranking/show.ts');
        return rankingShow(context, { ...options, kpi });
      }),
    );
}
