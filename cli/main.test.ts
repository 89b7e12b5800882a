import { expect, test } from 'vitest';
import { bashScript } from './commands/completion.ts';
import { program } from './main.ts';

test('every command that answers can answer in JSON', () => {
  const silent = new Set(['engine', 'completion']);
  const answering = program()
    .commands.filter((command) => !silent.has(command.name()))
    .flatMap((command) => (command.commands.length === 0 ? [command] : command.commands));
  const withoutJson = answering.filter(({ options }) => !options.some(({ long }) => long === '--json'));
  expect(withoutJson.map((command) => command.name())).toEqual([]);
});

test('completion knows the commands and not the hidden ones', () => {
  const script = bashScript(program());
  expect(script).toContain('lineage) words="--json --config --help"');
  expect(script).not.toContain('engine');
});

test('the help of run says that --asset reads nothing', () => {
  const run = program().commands.find((command) => command.name() === 'run');
  const help = run?.helpInformation().replaceAll(/\s+/g, ' ');
  expect(help).toContain('reads no source unless --source is given too');
});
