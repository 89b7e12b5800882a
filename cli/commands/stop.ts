import type { Command } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';

export function stopCommand(): Command {
  return teachingCommand('stop', 'stop what runs in this home (YARDSTICK_HOME, default ./.yardstick)', [
    'stop',
  ]).action(async (options: CommonOptions) => {
    const { stop } = await import('../answers/stop.ts');
    reply(options, await stop());
  });
}
