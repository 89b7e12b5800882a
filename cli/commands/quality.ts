import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ListOptions extends CommonOptions {
  readonly state?: string;
  readonly rule?: string;
  readonly employee?: string;
}

interface ScoresOptions extends CommonOptions {
  readonly source?: string;
  readonly entity?: string;
  readonly from?: string;
}

interface QueueOptions extends CommonOptions {
  readonly mine?: string;
  readonly overdue?: boolean;
  readonly source?: string;
  readonly state: string;
}

interface DecideOptions extends CommonOptions {
  readonly by: string;
  readonly reason: string;
  readonly passwordFile?: string;
}

export function qualityCommand(): Command {
  return new Command('quality')
    .description(
      'whether data can be believed: scores of sources, records to be put right, traces of falsification and decisions about them',
    )
    .addCommand(rulesCommand())
    .addCommand(scoresCommand())
    .addCommand(queueCommand())
    .addCommand(waiveCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(
      decisionCommand(
        'clear',
        'cleared',
        'say that a suspicion is unfounded: credit is given from the next run on',
      ),
    )
    .addCommand(decisionCommand('confirm', 'confirmed', 'say that a suspicion is founded: credit stays away'))
    .addCommand(decisionCommand('reopen', 'reopened', 'take a decision back: the suspicion is open again'));
}

function rulesCommand(): Command {
  return teachingCommand('rules', 'the rules that look for falsified performance, with their thresholds', [
    'quality rules',
  ]).action((options: CommonOptions) =>
    connected(options, async ({ context }) => (await import('../answers/quality/rules.ts')).rules(context)),
  );
}

function scoresCommand(): Command {
  return teachingCommand(
    'scores',
    'how complete, timely and accurate each source is, and how often sources agree, month by month',
    ['quality scores', 'quality scores --source crm --entity activity --from 2026-01-01'],
  )
    .option('--source <name>', 'of one source')
    .option('--entity <name>', 'of one entity, such as order')
    .option('--from <day>', 'from the month of this day on')
    .action((options: ScoresOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/scores.ts')).scores(context, options),
      ),
    );
}

function queueCommand(): Command {
  return teachingCommand('queue', 'records to be put right in their sources: whose they are, and by when', [
    'quality queue --mine liu@example.com',
    'quality queue --overdue --source erp --json',
  ])
    .option('--mine <email>', 'what falls to this account: by its employee number, or as a steward')
    .option('--overdue', 'only what is past its day')
    .option('--source <name>', 'only of this source')
    .option('--state <state>', 'open, waived, corrected, or all', 'open')
    .action((options: QueueOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/queue.ts')).queue(context, options),
      ),
    );
}

function waiveCommand(): Command {
  return teachingCommand(
    'waive',
    'let a record stand as it is: a manager one of somebody below, nobody a record of their own; it is open again once it was corrected and breaks again',
    [
      'quality waive 17 --by analyst@example.com --reason "a test order, never to be mended" --password-file mine.txt',
    ],
  )
    .argument('<item>', 'its number, as `quality queue` shows it')
    .requiredOption('--by <email>', 'account that answers for it')
    .requiredOption('--reason <text>', 'why')
    .option('--password-file <file>', 'password of the account; - for standard input')
    .action((item: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/waive.ts')).waive(context, item, options),
      ),
    );
}

function listCommand(): Command {
  return teachingCommand('list', 'what the rules have found, newest first', [
    'quality list',
    'quality list --rule wash_order --state open',
  ])
    .option('--state <state>', 'open, cleared, confirmed, or all', 'open')
    .option('--rule <rule>', 'of one rule')
    .option('--employee <number>', 'of one employee')
    .action((options: ListOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/list.ts')).list(context, options),
      ),
    );
}

const id = ['<id>', 'rule and subject of the suspicion, as `quality list` shows it'] as const;

function showCommand(): Command {
  return teachingCommand('show', 'why something is suspected, the rows it rests on, and what was decided', [
    'quality show wash_order:SO20260504-0001',
  ])
    .argument(...id)
    .action((suspicion: string, options: CommonOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/show.ts')).show(context, suspicion),
      ),
    );
}

function decisionCommand(
  name: string,
  state: 'cleared' | 'confirmed' | 'reopened',
  description: string,
): Command {
  return teachingCommand(name, description, [
    `quality ${name} wash_order:SO20260504-0001 --by hr@example.com --reason "asked the customer" --password-file mine.txt`,
  ])
    .argument(...id)
    .requiredOption('--by <email>', 'account that answers for it; not that of anybody concerned')
    .requiredOption('--reason <text>', 'why')
    .option('--password-file <file>', 'password of the account; - for standard input')
    .action((suspicion: string, options: DecideOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/quality/decide.ts')).decide(context, suspicion, { ...options, state }),
      ),
    );
}
