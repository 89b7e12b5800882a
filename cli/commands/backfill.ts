import type { Command } from 'commander';
import { type CommonOptions, teachingCommand } from '../command.ts';
import { connected } from '../connected.ts';

interface Options extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly detach?: boolean;
}

export function backfillCommand(): Command {
  return teachingCommand(
    'backfill',
    'build assets again for a span of months, newest first, without reading sources',
    ['backfill fct.order_event --from 2026-01 --to 2026-06', 'backfill mart.sales_daily mart.kpi_monthly'],
  )
    .argument('<asset...>', 'assets, for example fct.order_event')
    .option('--from <month>', 'first month, such as 2026-01 (default: all months)')
    .option('--to <month>', 'last month (default: this one)')
    .option('--detach', 'answer at once; `status` shows how it goes')
    .action((assets: readonly string[], options: Options) =>
      connected(options, async (connection) => {
        const { backfill } = await import('../answers/order.ts');
        const { from, to, detach = false } = options;
        return backfill(connection, { assets, from, to, detach });
      }),
    );
}
