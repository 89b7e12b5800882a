import { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface ProposeOptions extends StepOptions {
  readonly employee: string;
  readonly kpi: string;
  readonly due: string;
  readonly kind: string;
  readonly title?: string;
  readonly owner?: string;
  readonly suggested?: boolean;
}

interface ListOptions extends CommonOptions {
  readonly as?: string;
  readonly employee?: string;
  readonly kpi?: string;
  readonly overdue?: boolean;
  readonly state: string;
}

interface ShowOptions extends CommonOptions {
  readonly as?: string;
}

interface StepOptions extends CommonOptions {
  readonly by: string;
  readonly passwordFile?: string;
}

interface DoneOptions extends StepOptions {
  readonly note: string;
}

interface DropOptions extends StepOptions {
  readonly reason: string;
}

export function taskCommand(): Command {
  return new Command('task')
    .description(
      'from a figure to what is done about it and what that has brought: tasks and improvement plans',
    )
    .addCommand(proposeCommand())
    .addCommand(acceptCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(doneCommand())
    .addCommand(dropCommand());
}

const id = ['<task>', 'its number, as `task list` shows it'] as const;
const by = ['--by <email>', 'account that answers for it'] as const;
const password = ['--password-file <file>', 'password of the account; - for standard input'] as const;
const as = ['--as <email>', 'only what this account may see: its own, its people’s, or all'] as const;

function proposeCommand(): Command {
  return teachingCommand('propose', 'propose a task or an improvement plan for somebody, because of a KPI', [
    'task propose --suggested --employee E0012 --kpi follow_ups --due 2026-12-31 --by manager@example.com --password-file mine.txt',
    'task propose --kind improvement_plan --employee E0012 --kpi csat --title "call back within a day" --due 2026-12-31 --by manager@example.com --password-file mine.txt',
  ])
    .requiredOption('--employee <number>', 'whose figure it is about')
    .requiredOption('--kpi <kpi>', 'the KPI that is to become better')
    .requiredOption('--due <day>', 'by when, such as 2026-12-31')
    .requiredOption(...by)
    .option(...password)
    .option(
      '--suggested',
      'it comes from what `suggestions list` shows for them, which is kept as its evidence',
    )
    .option('--kind <kind>', 'task or improvement_plan', 'task')
    .option('--title <text>', 'what is to be done (default: the topic of the suggestion)')
    .option('--owner <number>', 'who does it: oneself, or somebody below (default: whose figure it is)')
    .action((options: ProposeOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/propose.ts')).taskPropose(context, options),
      ),
    );
}

function acceptCommand(): Command {
  return teachingCommand('accept', 'agree to what somebody else has proposed', [
    'task accept 12 --by rep@example.com --password-file mine.txt',
  ])
    .argument(...id)
    .requiredOption(...by)
    .option(...password)
    .action((task: string, options: StepOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/decide.ts')).taskAccept(context, task, options),
      ),
    );
}

function listCommand(): Command {
  return teachingCommand('list', 'tasks and improvement plans: whose they are, and by when', [
    'task list --overdue',
    'task list --as rep@example.com --state all --json',
  ])
    .option(...as)
    .option('--employee <number>', 'about this person')
    .option('--kpi <kpi>', 'because of this KPI')
    .option('--overdue', 'only what is open and past its day')
    .option('--state <state>', 'open, proposed, accepted, done, dropped, or all', 'open')
    .action((options: ListOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/list.ts')).taskList(context, options),
      ),
    );
}

function showCommand(): Command {
  return teachingCommand('show', 'one task: its steps, what it rests on, and the KPI before and after it', [
    'task show 12',
    'task show 12 --as rep@example.com --json',
  ])
    .argument(...id)
    .option(...as)
    .action((task: string, options: ShowOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/show.ts')).taskShow(context, task, options),
      ),
    );
}

function doneCommand(): Command {
  return teachingCommand('done', 'say that an accepted task is done, and what came of it', [
    'task done 12 --by rep@example.com --note "called all of the forty" --password-file mine.txt',
  ])
    .argument(...id)
    .requiredOption(...by)
    .requiredOption('--note <text>', 'what came of it')
    .option(...password)
    .action((task: string, options: DoneOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/decide.ts')).taskDone(context, task, options),
      ),
    );
}

function dropCommand(): Command {
  return teachingCommand('drop', 'give up a task that is open', [
    'task drop 12 --by manager@example.com --reason "has another role now" --password-file mine.txt',
  ])
    .argument(...id)
    .requiredOption(...by)
    .requiredOption('--reason <text>', 'why')
    .option(...password)
    .action((task: string, options: DropOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/task/decide.ts')).taskDrop(context, task, options),
      ),
    );
}
