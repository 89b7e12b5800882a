import { building, quick } from './activity-proxies.ts';

/** Drops what nobody can see any more; also the last step of every nightly. */
export async function sweep(): Promise<void> {
  await building.sweep();
}

/** Runs at the hour by which a nightly must have published. */
export async function watch(): Promise<{ readonly late: boolean }> {
  return quick.watchNightly();
}
