import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Configured } from './configured.ts';
import { readInstallation } from './installation.ts';

/**
 * Brings the home up in the background when nothing runs in it and the configuration names no engines elsewhere.
 * Errors: those of a start; ORDER_REFUSED when the home runs with another configuration.
 */
export async function ensureRunning({ run, paths, choice, config }: Configured): Promise<void> {
  const { clickhouse, temporal, ledger } = config.engines;
  if (run === undefined) {
    if (clickhouse !== undefined && temporal !== undefined && ledger !== undefined) return;
    const { bringUpInBackground } = await import('../start/detach.ts');
    console.error('Nothing runs in this home yet: starting in the background. `yardstick stop` ends it.');
    await bringUpInBackground({ config: choice.file, firstRun: false, json: false });
    return;
  }
  const running = readInstallation(paths)?.config;
  if (running === undefined || running === choice.file) return;
  throw new YardstickError('ORDER_REFUSED', `This home runs with ${running}.`, {
    subject: choice.file,
    advice: 'Stop it first with `yardstick stop`, or use another home (YARDSTICK_HOME).',
  });
}
