import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface PairOptions extends CommonOptions {
  readonly mentor: string;
  readonly mentee: string;
  readonly by: string;
  readonly passwordFile?: string;
  readonly from?: string;
  readonly until?: string;
}

interface EndOptions extends CommonOptions {
  readonly by: string;
  readonly passwordFile?: string;
  readonly reason: string;
  readonly on?: string;
}

interface ListOptions extends CommonOptions {
  readonly as?: string;
  readonly all?: boolean;
}

interface KpiOptions extends CommonOptions {
  readonly by: string;
  readonly passwordFile?: string;
}

export function mentorCommand(): Command {
  return new Command('mentor')
    .description(
      'who coaches whom and for how long: a mentor sees the KPIs of a mentee on those days, those made of ratings by others too',
    )
    .addCommand(pairCommand())
    .addCommand(endCommand())
    .addCommand(listCommand())
    .addCommand(kpisCommand());
}

const by = ['--by <email>', 'account that answers for it'] as const;
const password = ['--password-file <file>', 'password of the account; - for standard input'] as const;

function pairCommand(): Command {
  return teachingCommand('pair', 'give somebody a mentor', [
    'mentor pair --mentor E0003 --mentee E0012 --by manager@example.com --password-file mine.txt',
    'mentor pair --mentor E0003 --mentee E0012 --from 2026-12-01 --until 2027-03-01 --by manager@example.com --password-file mine.txt',
  ])
    .requiredOption('--mentor <number>', 'employee who coaches')
    .requiredOption('--mentee <number>', 'employee who is coached')
    .requiredOption(...by)
    .option(...password)
    .option('--from <day>', 'first day (default: today)')
    .option('--until <day>', 'first day no more (default: open)')
    .action((options: PairOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/mentor/pair.ts')).mentorPair(context, options),
      ),
    );
}

function endCommand(): Command {
  return teachingCommand('end', 'end a pair: from that day on the mentor sees nothing more', [
    'mentor end 4 --by manager@example.com --reason "reached her target twice" --password-file mine.txt',
  ])
    .argument('<pair>', 'its number, as `mentor list` shows it')
    .requiredOption(...by)
    .option(...password)
    .requiredOption('--reason <text>', 'why')
    .option('--on <day>', 'first day no more, today or later (default: today)')
    .action((pair: string, options: EndOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/mentor/pair.ts')).mentorEnd(context, pair, options),
      ),
    );
}

function listCommand(): Command {
  return teachingCommand('list', 'pairs that hold today', [
    'mentor list',
    'mentor list --all --as hr@example.com',
  ])
    .option('--as <email>', 'only what this account may see: its own pairs, and those of its people')
    .option('--all', 'also those that are over or to come')
    .action((options: ListOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/mentor/list.ts')).mentorList(context, options),
      ),
    );
}

function kpisCommand(): Command {
  return teachingCommand(
    'kpis',
    'KPIs of a mentee in the newest month that is over, ratings by others among them; neither score nor pay',
    ['mentor kpis E0012 --by mentor@example.com --password-file mine.txt'],
  )
    .argument('<mentee>', 'employee number')
    .requiredOption('--by <email>', 'account of the mentor')
    .option(...password)
    .action((mentee: string, options: KpiOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/mentor/kpis.ts')).menteeKpis(context, mentee, options),
      ),
    );
}
