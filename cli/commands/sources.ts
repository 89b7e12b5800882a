import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function sourcesCommand(): Command {
  return teachingCommand('sources', 'what was read of every stream, and what the source said it holds', [
    'sources',
    'sources --check       # address, credentials and rights of every source',
  ])
    .option('--check', 'ask every source whether it can be read')
    .action((options: CommonOptions & { readonly check?: boolean }) =>
      connected(options, async ({ context }) => {
        const { checkedSources, sources } = await import('../answers/sources.ts');
        return options.check === true ? checkedSources(context) : sources(context);
      }),
    );
}
