import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly source: readonly string[];
  readonly asset: readonly string[];
  readonly acceptDeletions: readonly string[];
  readonly detach?: boolean;
}

export function runCommand(): Command {
  return teachingCommand('run', 'read the sources, rebuild what became stale, publish it as one release', [
    'run',
    'run --source erp                # read only the ERP',
    'run --asset mart.kpi_monthly    # read nothing, build this again',
  ])
    .option('--source <source...>', 'read only these', [])
    .option(
      '--asset <asset...>',
      'build these though nothing they are made from has changed; reads no source unless --source is given too',
      [],
    )
    .option(
      '--accept-deletions <stream...>',
      'of these, such as erp.customer, delete however much is gone',
      [],
    )
    .option('--detach', 'answer at once; `status` shows how it goes')
    .action((options: Options) =>
      connected(options, async (connection) => {
        const { run } = await import('../answers/order.ts');
        const { source, asset, acceptDeletions, detach = false } = options;
        return run(connection, { sources: source, assets: asset, acceptDeletions, detach });
      }),
    );
}
