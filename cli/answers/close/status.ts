import type { Context } from '../../../activities/context.ts';
import { closesOf, type PeriodClose } from '../../../ledger/period-close.ts';
import type { Answer } from '../../command.ts';
import { instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';

const words = {
  locked: 'locked',
  unlock_requested: 'locked, unlock requested',
  unlocked: 'unlocked',
} as const;

/** Whether a period is open or locked, and every lock it has had. */
export async function status({ db, project }: Context, period: string): Promise<Answer> {
  const locks = await closesOf(db, period);
  const standing = locks.find(({ state }) => state !== 'unlocked');
  const state = standing?.state ?? 'open';
  const zone = project.config.company.timezone;
  const head =
    standing === undefined
      ? `${period} is open.`
      : `${period} is ${words[standing.state]}: version ${standing.number}, as of ${standing.asOf}, release ${standing.release}.`;
  return {
    data: { period, state, versions: locks },
    text: locks.length === 0 ? head : `${head}\n\n${historyTable(locks, zone)}`,
  };
}

function historyTable(locks: readonly PeriodClose[], zone: string): string {
  const titles = ['Version', 'State', 'Release', 'Locked', 'By', 'Accepted', 'Unlock asked', 'Approved'];
  return table(
    titles.map((title) => ({ title })),
    locks.map((lock) => [
      ...[
        String(lock.number),
        words[lock.state],
        String(lock.release),
        instant(lock.lockedAt, zone),
        lock.lockedBy,
      ],
      lock.accepted.length === 0 ? '–' : `${lock.accepted.join(', ')} (${lock.reason})`,
      lock.unlockRequestedBy === null ? '–' : `${lock.unlockRequestedBy}: ${lock.unlockReason}`,
      lock.unlockedBy === null ? '–' : `${lock.unlockedBy} ${instant(lock.unlockedAt, zone)}`,
    ]),
  );
}
