import type { Context } from '../../../activities/context.ts';
import { mirrorCounts } from '../../../ledger/stream-pages.ts';
import { type Finding, findingOf, ill } from './finding.ts';

const name = 'Mirror of committed pages';

/**
 * Whether the warehouse has as many committed pages as the ledger wants there, stream by stream. A slice is mirrored
 * at the latest when it has been read to its end, so streams that are being read are not compared.
 */
export async function mirrorFinding(context: Context): Promise<Finding> {
  let differences: readonly string[] = [];
  const finding = await findingOf(name, async () => {
    const [ledger, mirror] = [await mirrorCounts(context.db), await mirroredPages(context)];
    const reading = await beingRead(context);
    const all = [...new Set([...ledger.keys(), ...mirror.keys()])].sort();
    const streams = all.filter((stream) => !reading.has(stream));
    differences = streams.filter((stream) => ledger.get(stream) !== mirror.get(stream));
    const rest = reading.size === 0 ? '' : `; ${reading.size} are being read and were left out`;
    return `${streams.length} streams, the same pages as in the ledger${rest}`;
  });
  if (differences.length === 0) return finding;
  return ill(
    name,
    `differs in ${differences.join(', ')}`,
    'Run `yardstick run`: it repairs the mirror before staging.',
  );
}

async function beingRead({ db }: Context): Promise<ReadonlySet<string>> {
  const open = await db
    .selectFrom('slice')
    .where('state', '=', 'open')
    .select(['source', 'stream'])
    .distinct()
    .execute();
  return new Set(open.map(({ source, stream }) => `${source}.${stream}`));
}

async function mirroredPages({ warehouse }: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.rows<{ name: string; pages: string }>(
    `SELECT concat(source, '.', stream) AS name, uniqExact(page) AS pages FROM raw.committed_page GROUP BY name`,
  );
  return new Map(rows.map(({ name: stream, pages }) => [stream, Number(pages)]));
}
