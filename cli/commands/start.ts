import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';

interface Options extends CommonOptions {
  readonly firstRun: boolean;
  readonly detach?: boolean;
}

export function startCommand(): Command {
  return teachingCommand(
    'start',
    'run everything: engines, worker, portal; the sample company without a yardstick.yaml',
    [
      'start',
      'start --config acme/yardstick.yaml',
      'start --detach        # in the background; `yardstick stop` ends it',
    ],
  )
    .option('--no-first-run', 'do not read and build everything when nothing was ever published')
    .option('--detach', 'start in the background and answer once the portal is open')
    .action(async (options: Options) => {
      const { config, json = false, firstRun } = options;
      const code =
        options.detach === true
          ? await (await import('../start/detach.ts')).startDetached({ config, json, firstRun })
          : await (await import('../start/start.ts')).start({ config, json, firstRun });
      // Nothing that was left open may keep a stopped installation alive.
      process.exit(code);
    });
}
