import type { Command } from 'commander';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';

export function doctorCommand(): Command {
  return teachingCommand('doctor', 'look for everything that can be wrong, and say how to mend it', [
    'doctor',
  ]).action(async (options: CommonOptions) => {
    const { doctor } = await import('../answers/doctor.ts');
    reply(options, await doctor(options));
  });
}
