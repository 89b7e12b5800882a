import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface StatementOptions extends CommonOptions {
  readonly period: string;
  readonly plan?: string;
  readonly by?: string;
  readonly passwordFile?: string;
}

interface ReceiptOptions extends CommonOptions {
  readonly period: string;
  readonly number?: number;
  readonly unread?: boolean;
  readonly as?: string;
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
    .addCommand(receiptsCommand())
    .addCommand(adjustCommand())
    .addCommand(whatIfCommand());
}

function statementCommand(): Command {
  return teachingCommand('statement', 'the statements of a period as they were published', [
    'appraisal statement --period 2026Q3',
    'appraisal statement --period 2026Q3 --json',
    'appraisal statement --period 2026Q3 --by rep@example.com --password-file mine.txt',
  ])
    .requiredOption('--period <period>', 'name of the period')
    .option('--plan <plan>', 'needed where several plans pay for the period')
    .option(
      '--by <email>',
      'only the statement of this account, which counts as read once the period is locked',
    )
    .option('--password-file <file>', 'password of the account; - for standard input')
    .action((options: StatementOptions) =>
      connected(options, async ({ context }) => {
        const { by } = options;
        if (by !== undefined)
          return (await import('../answers/appraisal/own-statement.ts')).ownStatement(context, {
            ...options,
            by,
          });
        const { statement } = await import('../answers/appraisal/statement.ts');
        return statement(context, options);
      }),
    );
}

function receiptsCommand(): Command {
  return teachingCommand(
    'receipts',
    'who has read the statement that was published with the lock, and who has not',
    [
      'appraisal receipts --period 2026Q3 --unread',
      'appraisal receipts --period 2026Q3 --as manager@example.com --json',
    ],
  )
    .requiredOption('--period <period>', 'name of the period')
    .option('--number <number>', 'version of the statements (default: the newest)', wholeNumber)
    .option('--unread', 'only those who have not')
    .option('--as <email>', 'only people whom this account may follow')
    .action((options: ReceiptOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/appraisal/receipts.ts')).receipts(context, options),
      ),
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

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number, 1 to 9999.');
}
