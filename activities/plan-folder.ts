import { planName } from '../appraisal/plan-file/plan-file.ts';
import { hasPlanFolder } from '../config/plan-files.ts';
import { YardstickError } from '../errors/yardstick-error.ts';
import { planFilesInForce } from '../ledger/plan-file.ts';
import type { Context } from './context.ts';

/**
 * Without its folder the source of plans is not there: its plans would vanish from the marts unread, past the lock of a closed period.
 *
 * @throws PLAN_INVALID naming the plans that count and have no folder any more
 */
export async function assertPlanFolder({
  db,
  project: { config },
}: Pick<Context, 'db'> & { readonly project: Pick<Context['project'], 'config'> }): Promise<void> {
  if (hasPlanFolder(config)) return;
  const counting = await planFilesInForce(db);
  if (counting.length === 0) return;
  const names = counting.map(
    ({ code, planVersion: version, file }) => `${planName({ code, version })} (${file})`,
  );
  throw new YardstickError(
    'PLAN_INVALID',
    `The folder of plan files is gone, and plans of it count: ${names.join(', ')}.`,
    {
      subject: config.file,
      advice:
        'Put the folder back. To withdraw its plans, leave it there without them for one run, with a file such as README.md that version control keeps.',
    },
  );
}
