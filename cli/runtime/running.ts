import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Configured } from './configured.ts';
import { readInstallation } from './installation.ts';

/** Refuses to work on a home that runs with another configuration. Error: ORDER_REFUSED. */
export function assertOwnHome({ run, paths, choice }: Configured): void {
  const running = run === undefined ? undefined : readInstallation(paths)?.config;
  if (running === undefined || running === choice.file) return;
  throw new YardstickError('ORDER_REFUSED', `This home runs with ${running}.`, {
    subject: choice.file,
    advice: 'Stop it first with `yardstick stop`, or use another home (YARDSTICK_HOME).',
  });
}

/** Brings the home up in the background when nothing runs in it and the configuration names no engines elsewhere. */
export async function ensureRunning({ run, choice, config }: Configured): Promise<void> {
  const { clickhouse, temporal, ledger } = config.engines;
  const isElsewhere = clickhouse !== undefined && temporal !== undefined && ledger !== undefined;
  if (run !== undefined || isElsewhere) return;
  const { bringUpInBackground } = await import('../start/detach.ts');
  console.error('Nothing runs in this home yet: starting in the background. `yardstick stop` ends it.');
  await bringUpInBackground({ config: choice.file, firstRun: false, json: false });
}
