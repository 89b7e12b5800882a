import { raiseAlert } from '../ledger/alert.ts';
import { forgetLostVersions } from '../ledger/lost-version.ts';
import { publishedPartitions } from '../ledger/partition.ts';
import { storedTable } from '../models/kit/key.ts';
import { isWhole } from '../planner/scope.ts';
import { storedRows } from '../warehouse/stored-month.ts';
import type { Context } from './context.ts';

/**
 * At start: every version people see must still have its rows. Versions are written without waiting for the disk,
 * because they can be computed again; what a power cut took is found here and built by the next run.
 * Answers how many months were lost.
 */
export async function verifyVersions(context: Context): Promise<number> {
  const stored = await storedRows(context.warehouse);
  const published = await publishedPartitions(context.db);
  const lost = context.project.graph.order.flatMap((key) =>
    (published.get(key) ?? []).filter(
      ({ month, version, rows }) => (stored.get(`${storedTable(key)} ${month} ${version}`) ?? 0) !== rows,
    ),
  );
  if (lost.length === 0) return 0;
  const assets = context.project.graph.order.filter((key) => lost.some(({ asset }) => asset === key));
  const whole = assets.filter((key) => isWhole(context.project.graph.asset(key)));
  await forgetLostVersions(context.db, lost, whole);
  await raiseAlert(context.db, {
    ...{ kind: 'run failed', subject: 'warehouse' },
    message: `${lost.length} published months lost rows (${assets.join(', ')}). Run \`yardstick run\` to build them again.`,
  });
  return lost.length;
}
