import { Command } from 'commander';
import { asYardstickError, type YardstickError } from '../errors/yardstick-error.ts';
import { engineCommand } from './commands/engine.ts';
import { startCommand } from './commands/start.ts';
import { workerCommand } from './commands/worker.ts';

/** Runs one command line and answers the process's exit code. Nothing but help and results goes to standard output. */
export async function main(args: readonly string[]): Promise<number> {
  // `yardstick lineage | head` is no error.
  process.stdout.on('error', () => process.exit(0));
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (caught) {
    tell(asYardstickError(caught), args.includes('--json'));
    return 1;
  }
}

export function program(): Command {
  return new Command('yardstick')
    .description('Sales performance, measured fairly: load, compute, explain.')
    .version('0.1.0')
    .addCommand(startCommand())
    .addCommand(workerCommand())
    .addCommand(engineCommand(), { hidden: true });
}

function tell(error: YardstickError, json: boolean): void {
  if (json) {
    const { code, subject, message, advice } = error;
    console.log(JSON.stringify({ error: { code, subject: subject ?? null, message, advice } }));
  }
  console.error(error.explain());
  // Whoever is asked to report a bug needs to see where it happened.
  if (process.env.YARDSTICK_DEBUG !== undefined) console.error(error.cause ?? error);
}
