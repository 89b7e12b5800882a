import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function demoCommand(): Command {
  return new Command('demo')
    .description('play with the sample company')
    .addCommand(advanceCommand())
    .addCommand(resetCommand());
}

function advanceCommand(): Command {
  return teachingCommand('advance', 'play further days: orders, visits, comments, corrections', [
    'demo advance --days 1 && yardstick run',
  ])
    .option('--days <number>', 'how many', days, 1)
    .action((options: CommonOptions & { readonly days: number }) =>
      connected(options, async (connection) =>
        (await import('../answers/demo.ts')).advanceDemo(connection, options.days),
      ),
    );
}

function resetCommand(): Command {
  return teachingCommand('reset', 'forget the sample company and everything built from it', [
    'demo reset --yes',
  ])
    .option('--yes', 'I mean it')
    .action(async (options: CommonOptions & { readonly yes?: boolean }) => {
      const { resetDemo } = await import('../answers/demo.ts');
      reply(options, await resetDemo(options.yes === true));
    });
}

function days(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 366) return number;
  throw new InvalidArgumentError('Expected a number of days from 1 to 366.');
}
