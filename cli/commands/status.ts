import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

export function statusCommand(): Command {
  return teachingCommand('status', 'engines, last runs, freshness by asset, open alerts', [
    'status',
    'status --json | jq .freshness',
  ]).action((options: CommonOptions) =>
    connected(options, async (connection) => (await import('../answers/status.ts')).status(connection)),
  );
}
