import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface StatementOptions extends CommonOptions {
  readonly period: string;
  readonly plan?: string;
}

interface AdjustOptions extends CommonOptions {
  readonly asOf: string;
  readonly period?: string;
  readonly plan?: string;
}

interface WhatIfOptions extends CommonOptions {
  readonly rules: string;
  readonly quarters: number;
  readonly plan?: string;
}

export function appraisalCommand(): Command {
  return new Command('appraisal')
    .description('what people have reached, what they are paid for it, and what came after the lock')
    .addCommand(statementCommand())
    .addCommand(adjustCommand())
    .addCommand(whatIfCommand());
}

function statementCommand(): Command {
  return teachingCommand('statement', 'the statements of a period as they were published', [
    'appraisal statement --period 2026Q3',
    'appraisal statement --period 2026Q3 --json',
  ])
    .requiredOption('--period <period>', 'name of the period')
    .option('--plan <plan>', 'needed where several plans pay for the period')
    .action((options: StatementOptions) =>
      connected(options, async ({ context }) => {
        const { statement } = await import('../answers/appraisal/statement.ts');
        return statement(context, options);
      }),
    );
}

function adjustCommand(): Command {
  return teachingCommand(
    'adjust',
    'what has come after the lock of a period: taken back, released, still held',
    ['appraisal adjust --as-of 2026-10-31', 'appraisal adjust --as-of 2026-10-31 --period 2026Q3 --json'],
  )
    .requiredOption('--as-of <day>', 'last business day that is seen, such as 2026-10-31')
    .option('--period <period>', 'default: the newest one locked by that day')
    .option('--plan <plan>', 'needed where several plans pay for the period')
    .action((options: AdjustOptions) =>
      connected(options, async ({ context }) => {
        const { adjust } = await import('../answers/appraisal/adjust.ts');
        const { dayNamed } = await import('../runtime/day-named.ts');
        return adjust(context, { ...options, asOf: dayNamed(options.asOf) });
      }),
    );
}

function whatIfCommand(): Command {
  return teachingCommand(
    'what-if',
    'what other rules would have cost over the last quarters; publishes nothing',
    [
      'appraisal what-if --rules new-plan.yaml',
      'appraisal what-if --rules new-plan.yaml --quarters 4 --json',
    ],
  )
    .requiredOption('--rules <file>', 'YAML with plan, curves or weights to try; what is left out stays')
    .option('--quarters <number>', 'how many quarters back from the newest period', quartersNamed, 8)
    .option('--plan <plan>', 'only this plan (default: every plan)')
    .action((options: WhatIfOptions) =>
      connected(options, async ({ context }) => {
        const { whatIfAnswer } = await import('../answers/appraisal/what-if.ts');
        return whatIfAnswer(context, options);
      }),
    );
}

function quartersNamed(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number of quarters, 1 to 99.');
}
