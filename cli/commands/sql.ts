import { type Command, Option } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly user: 'bi' | 'admin';
}

export function sqlCommand(): Command {
  return teachingCommand('sql', 'ask the warehouse: published layers only, unless --user admin', [
    `sql "SELECT month, sum(numerator) FROM mart.kpi_monthly WHERE kpi = 'net_sales' GROUP BY month ORDER BY month"`,
    'sql "SELECT * FROM meta.pointer LIMIT 5" --user admin',
  ])
    .argument('<query>', 'one statement')
    .addOption(
      new Option('--user <user>', 'bi reads dim, fct and mart; admin may do everything')
        .choices(['bi', 'admin'])
        .default('bi'),
    )
    .action((query: string, options: Options) =>
      connected(options, async (connection) =>
        (await import('../answers/sql.ts')).sql(connection, query, options.user),
      ),
    );
}
