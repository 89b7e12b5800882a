import type { Context } from '../../activities/context.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { currentRelease } from '../../ledger/release.ts';

/** Number of the release published last. Error: NOTHING_PUBLISHED before the first. */
export async function newestReleaseNumber({ db }: Pick<Context, 'db'>): Promise<number> {
  const current = await currentRelease(db);
  if (current !== undefined) return current.release;
  throw new YardstickError('NOTHING_PUBLISHED', 'Nothing has been published yet.');
}
