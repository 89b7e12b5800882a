import { Argument, Command } from 'commander';

/** Prints a completion script made from the commands themselves. */
export function completionCommand(root: () => Command): Command {
  return new Command('completion')
    .description('print a completion script: source <(yardstick completion)')
    .addArgument(new Argument('[shell]', 'for which shell').choices(['bash', 'zsh']).default('bash'))
    .action((shell: string) => {
      const script = bashScript(root());
      console.log(shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script);
    });
}

export function bashScript(root: Command): string {
  const cases = visible(root).map((command) => {
    const words = [...visible(command).map((each) => each.name()), ...flags(command)].join(' ');
    return `    ${command.name()}) words="${words}" ;;`;
  });
  const names = visible(root).map((command) => command.name());
  return `_yardstick() {
  local words="${names.join(' ')} --help --version"
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${names.join(' ')} --help --version"
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _yardstick yardstick`;
}

function visible(command: Command): readonly Command[] {
  return command.commands.filter((each) => each.name() !== 'engine');
}

function flags(command: Command): readonly string[] {
  return [...command.options.flatMap(({ long }) => long ?? []), '--help'];
}
