import { allCloses, type PeriodClose } from '../../ledger/period-close.ts';
import type { LedgerDb } from '../../ledger/schema.ts';

export type LockedPeriod = Pick<PeriodClose, 'period' | 'number' | 'lockedBy'>;

/** Locked periods that months, as their first days, lie in; all of them for `all`. Oldest first. */
export async function lockedPeriods(
  db: LedgerDb,
  months: readonly string[] | 'all',
): Promise<readonly LockedPeriod[]> {
  const locked = (await allCloses(db)).filter(({ state }) => state !== 'unlocked');
  return locked
    .filter(
      ({ periodStart, periodEnd }) =>
        months === 'all' ||
        months.some((month) => month >= `${periodStart.slice(0, 7)}-01` && month < periodEnd),
    )
    .map(({ period, number, lockedBy }) => ({ period, number, lockedBy }));
}

/** What becomes of them, for people; nothing where none is locked. */
export function lockedPeriodsText(periods: readonly LockedPeriod[], language: 'en' | 'zh'): string {
  if (periods.length === 0) return '';
  const names = periods.map(({ period }) => period).join(language === 'en' ? ', ' : '、');
  if (language === 'zh')
    return `这些月份属于已锁定的考核期 ${names}：其工资单不变，差异由 \`yardstick appraisal adjust\` 列示。`;
  const which = periods.length === 1 ? 'a locked period' : 'locked periods';
  return `These months lie in ${which}, ${names}: statements stay as they are, and \`yardstick appraisal adjust\` tells the differences.`;
}
