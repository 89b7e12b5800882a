import { Option } from 'commander';
import { grantable } from '../../config/warehouse-users.ts';
import { type CommonOptions, reply, teachingCommand } from '../command.ts';

interface Options extends CommonOptions {
  readonly role: string;
  readonly may: readonly string[];
}

export function grantsCommand() {
  return teachingCommand('grants', 'print the SQL of a role for analysts, for a ClickHouse of your own', [
    'grants',
    'grants --role controlling --may pay:by-name pay:total',
  ])
    .option('--role <name>', 'what it is called', 'analyst')
    .addOption(
      new Option('--may <rights...>', 'what analysts see only when it is granted')
        .choices(grantable)
        .default([], 'neither pay nor scores'),
    )
    .action(async (options: Options) => {
      const { grants } = await import('../answers/grants.ts');
      reply(options, grants(options));
    });
}
