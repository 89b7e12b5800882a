import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly failed?: boolean;
  readonly asset?: string;
}

export function checksCommand(): Command {
  return teachingCommand(
    'checks',
    'the newest result of every check; a failure with the query that shows its rows',
    ['checks --failed', 'checks --asset fct.order_event'],
  )
    .option('--failed', 'only those that failed or warned')
    .option('--asset <asset>', 'only those of one asset')
    .action((options: Options) =>
      connected(options, async ({ context }) => {
        const { checks } = await import('../answers/checks.ts');
        return checks(context.db, { failed: options.failed === true, asset: options.asset });
      }),
    );
}
