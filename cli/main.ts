import { Command } from 'commander';
import { asYardstickError } from '../errors/yardstick-error.ts';
import { engineCommand } from './commands/engine.ts';

/** Runs one command line and answers the process's exit code. Nothing but help and results goes to standard output. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (caught) {
    console.error(asYardstickError(caught).explain());
    return 1;
  }
}

function program(): Command {
  return new Command('yardstick')
    .description('Sales performance, measured fairly: load, compute, explain.')
    .version('0.1.0')
    .addCommand(engineCommand(), { hidden: true });
}
