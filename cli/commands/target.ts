import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ByOptions extends CommonOptions {
  readonly by: string;
}

interface CounterOptions extends ByOptions {
  readonly value: string;
  readonly reason: string;
}

interface ApproveOptions extends ByOptions {
  readonly from?: string;
  readonly passwordFile?: string;
}

interface RejectOptions extends ByOptions {
  readonly reason: string;
}

interface SuggestOptions extends CommonOptions {
  readonly lastYear: string;
  readonly marketGrowth: string;
}

export function targetCommand(): Command {
  return new Command('target')
    .description('what people are to reach: proposed, answered, approved, divided to the fen')
    .addCommand(listCommand())
    .addCommand(proposeCommand())
    .addCommand(counterCommand())
    .addCommand(approveCommand())
    .addCommand(rejectCommand())
    .addCommand(decomposeCommand())
    .addCommand(suggestCommand());
}

const id = ['<id>', 'number of the target, as `target list` shows it'] as const;
const by = ['--by <email>', 'account that answers for it'] as const;

function listCommand(): Command {
  return teachingCommand('list', 'every version of every target', ['target list']).action(
    (options: CommonOptions) =>
      connected(options, async ({ context }) => (await import('../answers/target/list.ts')).list(context.db)),
  );
}

function proposeCommand(): Command {
  return teachingCommand('propose', 'propose the targets of a YAML file: all of them or none', [
    'target propose targets/2026Q3.yaml --by manager@example.com',
  ])
    .argument('<file>', 'YAML with a list `targets`')
    .requiredOption(...by)
    .action((file: string, options: ByOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/target/propose.ts')).propose(context, file, options.by),
      ),
    );
}

function counterCommand(): Command {
  return teachingCommand('counter', 'answer a proposal with another value', [
    'target counter 12 --by rep@example.com --value 900000 --reason "two accounts have moved"',
  ])
    .argument(...id)
    .requiredOption(...by)
    .requiredOption('--value <value>', 'decimal, in the unit of the target')
    .requiredOption('--reason <text>', 'why')
    .action((target: string, options: CounterOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/target/decide.ts')).counter(context, target, options),
      ),
    );
}

function approveCommand(): Command {
  return teachingCommand('approve', 'accept what somebody else has written; the next run reads it', [
    'target approve 12 --by manager@example.com --password-file mine.txt',
  ])
    .argument(...id)
    .requiredOption(...by)
    .option('--password-file <file>', 'password of the account; - for standard input')
    .option('--from <day>', 'in force from this day (default: first day of its period)')
    .action((target: string, options: ApproveOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/target/decide.ts')).approve(context, target, options),
      ),
    );
}

function rejectCommand(): Command {
  return teachingCommand('reject', 'refuse a proposal', [
    'target reject 12 --by manager@example.com --reason "below last year"',
  ])
    .argument(...id)
    .requiredOption(...by)
    .requiredOption('--reason <text>', 'why')
    .action((target: string, options: RejectOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/target/decide.ts')).reject(context, target, options),
      ),
    );
}

function decomposeCommand(): Command {
  return teachingCommand(
    'decompose',
    'propose the parts of an approved target: by person, product, region, month',
    ['target decompose 12 targets/north-by-person.yaml --by manager@example.com'],
  )
    .argument(...id)
    .argument('<file>', 'YAML with a list `parts`: each with a share, and what differs from the whole')
    .requiredOption(...by)
    .action((target: string, file: string, options: ByOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/target/decompose.ts')).decomposeTarget(context, target, {
          file,
          by: options.by,
        }),
      ),
    );
}

function suggestCommand(): Command {
  return teachingCommand('suggest', 'from what was reached last year and how the market grows', [
    'target suggest --last-year 1000000 --market-growth 0.05    # 1,070,000 to 1,080,000',
  ])
    .requiredOption('--last-year <amount>', 'what was reached in the same period')
    .requiredOption('--market-growth <share>', '0.05 is 5 %')
    .action(async (options: SuggestOptions) => {
      const [{ suggest }, { reply }] = [
        await import('../answers/target/suggest.ts'),
        await import('../command.ts'),
      ];
      reply(options, suggest(options.lastYear, options.marketGrowth));
    });
}
