import { Command, Option } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly language?: 'zh' | 'en';
}

interface ShowOptions extends Options {
  readonly planVersion?: string;
}

export function plansCommand(): Command {
  return new Command('plans')
    .description('plans of pay as files: what they say, whether it makes sense, what a run would take in')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(checkCommand())
    .addCommand(diffCommand());
}

function asking(name: string, description: string, examples: readonly string[]): Command {
  return teachingCommand(name, description, examples).addOption(
    new Option('--language <language>', 'default: the company’s').choices(['zh', 'en']),
  );
}

function listCommand(): Command {
  return asking('list', 'every version of every plan in the folder of plans', [
    'plans list',
    'plans list --json',
  ]).action(async (options: Options) => {
    const { configured } = await import('../runtime/configured.ts');
    const { plansList } = await import('../answers/plans/list.ts');
    reply(options, plansList(configured(options).project, options.language));
  });
}

function showCommand(): Command {
  return asking('show', 'one plan: whom it pays, weights, curves, commission', [
    'plans show FY26-AE',
    'plans show FY26-AE --plan-version 2 --language zh',
  ])
    .argument('<code>', 'as `plans list` shows it')
    .option('--plan-version <number>', 'default: the newest')
    .action(async (code: string, options: ShowOptions) => {
      const { configured } = await import('../runtime/configured.ts');
      const { plansShow } = await import('../answers/plans/show.ts');
      reply(options, plansShow(configured(options).project, code, options));
    });
}

function checkCommand(): Command {
  return asking(
    'check',
    'hold plan files against the rules, changing nothing: one file beside those of the folder, or all in it',
    ['plans check', 'plans check drafts/FY27-AE.yaml'],
  )
    .argument('[file]', 'a plan in YAML, wherever it lies')
    .action(async (file: string | undefined, options: Options) => {
      const { configuration } = await import('../runtime/configured.ts');
      const { plansCheck } = await import('../answers/plans/check.ts');
      reply(options, plansCheck(configuration(options).config, file, options.language));
    });
}

function diffCommand(): Command {
  return asking('diff', 'what the files say otherwise than what a run has taken in', [
    'plans diff',
    'plans diff FY26-AE',
  ])
    .argument('[code]', 'only of this plan')
    .action((code: string | undefined, options: Options) =>
      connected(options, async ({ context }) =>
        (await import('../answers/plans/diff.ts')).plansDiff(context, code, options.language),
      ),
    );
}
