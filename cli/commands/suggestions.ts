import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ListOptions extends CommonOptions {
  readonly team?: string;
  readonly employee?: string;
}

interface ProcessOptions extends CommonOptions {
  readonly month?: string;
}

interface ControlOptions extends CommonOptions {
  readonly by: string;
  readonly baseline?: number;
}

interface CompareOptions extends CommonOptions {
  readonly on: string;
  readonly months: number;
}

export function suggestionsCommand(): Command {
  return new Command('suggestions')
    .description('what to train, where the sales process waits, and what a change has brought')
    .addCommand(listCommand())
    .addCommand(processCommand())
    .addCommand(compareCommand())
    .addCommand(controlCommand());
}

function listCommand(): Command {
  return teachingCommand('list', 'topics of training by person, with the figures each rests on', [
    'suggestions list',
    'suggestions list --team T01 --json',
  ])
    .option('--team <team>', 'only this team')
    .option('--employee <employee>', 'only this person')
    .action((options: ListOptions) =>
      connected(options, async ({ context }) => {
        const { suggestionsList } = await import('../answers/suggestions/list.ts');
        return suggestionsList(context, options);
      }),
    );
}

function processCommand(): Command {
  return teachingCommand(
    'process',
    'stages of the funnel: waiting, rework, first-pass yield, DPMO and sigma',
    ['suggestions process', 'suggestions process --month 2026-10'],
  )
    .option('--month <month>', 'default: the newest in which a deal left a stage')
    .action((options: ProcessOptions) =>
      connected(options, async ({ context }) => {
        const { processAnswer } = await import('../answers/suggestions/process.ts');
        const { monthNamed } = await import('../runtime/months.ts');
        return processAnswer(context, options.month === undefined ? undefined : monthNamed(options.month));
      }),
    );
}

function compareCommand(): Command {
  return teachingCommand('compare', 'KPIs before a change and from it on, over as many months', [
    'suggestions compare net_sales csat collection --on 2026-04 --months 6',
  ])
    .argument('<kpis...>', 'KPIs of sums or ratios of sums')
    .requiredOption('--on <month>', 'month from which the change held')
    .option('--months <number>', 'length of each window', monthsOf, 3)
    .action((kpis: string[], options: CompareOptions) =>
      connected(options, async ({ context }) => {
        const { compareAnswer } = await import('../answers/suggestions/compare.ts');
        const { monthNamed } = await import('../runtime/months.ts');
        return compareAnswer(context, { kpis, on: monthNamed(options.on), months: options.months });
      }),
    );
}

function controlCommand(): Command {
  return teachingCommand(
    'control',
    'control chart of a KPI of the company: what is common variation, and which periods are not',
    ['suggestions control collection', 'suggestions control net_sales --by week --baseline 26 --json'],
  )
    .argument('<kpi>', 'KPI of sums or a ratio of sums')
    .option('--by <period>', 'month or week', 'month')
    .option('--baseline <number>', 'limits come from so many first periods; default: all', monthsOf)
    .action((kpi: string, options: ControlOptions) =>
      connected(options, async ({ context }) => {
        const { controlAnswer } = await import('../answers/suggestions/control.ts');
        return controlAnswer(context, kpi, options);
      }),
    );
}

function monthsOf(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number of periods, 1 to 99.');
}
