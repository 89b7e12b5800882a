import { Command, Option } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly period: string;
  readonly employee: string;
  readonly plan?: string;
  readonly language?: 'zh' | 'en';
}

export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'how a published number came about: steps, inputs, versions, rows, and what was left out and why',
    )
    .addCommand(
      asking('statement', 'what somebody is paid', [
        'explain statement --period 2026Q3 --employee E0007',
        'explain statement --period 2026Q3 --employee E0007 --language zh --json',
      ]).action((options: Options) => explained(options, { subject: 'statement' })),
    )
    .addCommand(
      asking('score', 'somebody’s score', ['explain score --period 2026Q3 --employee E0007']).action(
        (options: Options) => explained(options, { subject: 'score' }),
      ),
    )
    .addCommand(
      asking('kpi', 'one KPI of somebody’s scorecard', [
        'explain kpi collection --period 2026Q3 --employee E0007',
      ])
        .argument('<kpi>', 'sales, followup, new_customers, csat, collection')
        .action((kpi: string, options: Options) => explained(options, { subject: 'kpi', kpi })),
    );
}

function asking(name: string, description: string, examples: readonly string[]): Command {
  return teachingCommand(name, description, examples)
    .requiredOption('--period <period>', 'name of the period')
    .requiredOption('--employee <employee>', 'employee number')
    .option('--plan <plan>', 'needed where several plans pay the person')
    .addOption(new Option('--language <language>', 'default: the company’s').choices(['zh', 'en']));
}

function explained(
  options: Options,
  asked: { readonly subject: 'statement' | 'score' | 'kpi'; readonly kpi?: string },
): Promise<void> {
  const { period, employee, plan, language } = options;
  return connected(options, async ({ context }) =>
    (await import('../answers/explain/explain.ts')).explain(
      context,
      { ...asked, period, employee, plan },
      language,
    ),
  );
}
