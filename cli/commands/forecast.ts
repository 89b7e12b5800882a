import { Command, InvalidArgumentError } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface AccuracyOptions extends CommonOptions {
  readonly team?: string;
  readonly lead: number;
}

export function forecastCommand(): Command {
  return new Command('forecast')
    .description('how well forecasts did, as they were frozen when their month began')
    .addCommand(accuracyCommand());
}

function accuracyCommand(): Command {
  return teachingCommand('accuracy', '1 − WAPE and bias of frozen forecasts, by team, beside the back-test', [
    'forecast accuracy',
    'forecast accuracy --team T01 --lead 2 --json',
  ])
    .option('--team <team>', 'only this team')
    .option('--lead <number>', '1: frozen in the month itself; 2, 3: so many months ahead', leadNamed, 1)
    .action((options: AccuracyOptions) =>
      connected(options, async ({ context }) =>
        (await import('../answers/forecast/accuracy.ts')).forecastAccuracy(context, options),
      ),
    );
}

function leadNamed(text: string): number {
  if (/^[123]$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give 1, 2 or 3.');
}
