import type { Command } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';

export function initCommand(): Command {
  return teachingCommand('init', 'write a commented yardstick.yaml into this folder', [
    'init',
    'init --connector sql salesforce weibo',
  ])
    .option('--connector <kind...>', 'sources to begin with: sql, salesforce, weibo, file', ['sql'])
    .action(async (options: CommonOptions & { readonly connector: readonly string[] }) => {
      const { init } = await import('../answers/init.ts');
      reply(options, init({ connectors: options.connector }));
    });
}
