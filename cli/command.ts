import { Command } from 'commander';

/** What a command answers: the same as data for `--json` and as text for people. */
export interface Answer {
  readonly data: unknown;
  readonly text: string;
  /** The command did its work and found something wrong: exit code 1. */
  readonly failed?: boolean;
}

export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
}

/** A command with the options every command has, and examples at the end of its help. */
export function teachingCommand(name: string, description: string, examples: readonly string[]): Command {
  const shown = examples.map((example) => `  $ yardstick ${example}`).join('\n');
  return new Command(name)
    .description(description)
    .option('--json', 'answer in JSON on standard output; progress goes to standard error')
    .option(
      '--config <file>',
      'configuration, or the folder it is in (default: ./yardstick.yaml, else the sample company)',
    )
    .addHelpText('after', `\nExamples:\n${shown}`);
}

/** Prints what a command tells that goes on, or is followed line by line: JSON as one line. */
export function announce(
  { json }: { readonly json?: boolean | undefined },
  { data, text }: Omit<Answer, 'failed'>,
): void {
  console.log(json === true ? JSON.stringify(data) : text);
}

/** Prints an answer as asked for, and sets the exit code. */
export function reply(options: CommonOptions, answer: Answer): void {
  // The text is not looked at for JSON: laying it out may take long.
  console.log(options.json === true ? JSON.stringify(answer.data, undefined, 2) : answer.text);
  if (answer.failed === true) process.exitCode = 1;
}
