import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface DecideOptions extends CommonOptions {
  readonly by: string;
  readonly reason: string;
  readonly from?: string;
  readonly passwordFile?: string;
}

interface CandidateOptions extends CommonOptions {
  readonly limit: number;
}

export function customersCommand(): Command {
  return new Command('customers')
    .description('which customer accounts are one customer: proposed by likeness, decided by people')
    .addCommand(candidatesCommand())
    .addCommand(showCommand())
    .addCommand(mergeCommand())
    .addCommand(rejectCommand())
    .addCommand(splitCommand())
    .addCommand(undoCommand())
    .addCommand(logCommand());
}

const by = ['--by <email>', 'account that answers for it'] as const;
const reason = ['--reason <text>', 'why'] as const;
const password = ['--password-file <file>', 'password of the account; - for standard input'] as const;
const from = ['--from <day>', 'from this day on (default: today, in the company time zone)'] as const;

function candidatesCommand(): Command {
  return teachingCommand('candidates', 'accounts that may be one customer, the likeliest first', [
    'customers candidates',
    'customers candidates --limit 500 --json',
  ])
    .option('--limit <count>', 'how many to show', countNamed, 50)
    .action((options: CandidateOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/candidates.ts')).candidates(context, options.limit),
      ),
    );
}

function showCommand(): Command {
  return teachingCommand('show', 'the company an account belongs to, and why', ['customers show C000123'])
    .argument('<account>')
    .action((account: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/show.ts')).show(context, account),
      ),
    );
}

function mergeCommand(): Command {
  return teachingCommand('merge', 'one account is another one, which stands for both', [
    'customers merge C000123 C000045 --by manager@example.com --reason "same company, moved" --password-file mine.txt',
  ])
    .argument('<account>')
    .argument('<into>', 'account that stands for both')
    .requiredOption(...by)
    .requiredOption(...reason)
    .option(...password)
    .option(...from)
    .action((account: string, into: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/decide.ts')).decide(context, 'merge', [account, into], options),
      ),
    );
}

function rejectCommand(): Command {
  return teachingCommand('reject', 'two accounts are not one customer, however much they look it', [
    'customers reject C000123 C000045 --by manager@example.com --reason "father and son, two firms" --password-file mine.txt',
  ])
    .argument('<account>')
    .argument('<other>')
    .requiredOption(...by)
    .requiredOption(...reason)
    .option(...password)
    .action((account: string, other: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/decide.ts')).decide(context, 'reject', [account, other], options),
      ),
    );
}

function splitCommand(): Command {
  return teachingCommand('split', 'an account that was united with others stands for itself', [
    'customers split C000123 --by manager@example.com --reason "wrong credit code" --password-file mine.txt',
  ])
    .argument('<account>')
    .requiredOption(...by)
    .requiredOption(...reason)
    .option(...password)
    .action((account: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/decide.ts')).decide(context, 'split', [account], options),
      ),
    );
}

function undoCommand(): Command {
  return teachingCommand('undo', 'take a decision back, as if it had never been made', [
    'customers undo 7 --by manager@example.com --reason "two firms after all" --password-file mine.txt',
  ])
    .argument('<decision>', 'its number, as `customers log` shows it')
    .requiredOption(...by)
    .requiredOption(...reason)
    .option(...password)
    .action((decision: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/decide.ts')).undo(context, decision, options),
      ),
    );
}

function logCommand(): Command {
  return teachingCommand('log', 'every decision, undone ones too', ['customers log', 'customers log C000123'])
    .argument('[account]')
    .action((account: string | undefined, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/customers/log.ts')).log(context, account),
      ),
    );
}

function countNamed(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Give a whole number above 0.');
}
