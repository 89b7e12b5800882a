import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { closesOf, type PeriodClose } from '../../../ledger/period-close.ts';
import { newestRelease } from '../appraisal/released.ts';

/** One version of a period's statements: that of a lock, or what is published now. */
export interface NamedVersion {
  readonly period: string;
  readonly name: string;
  readonly release: number;
}

/** `2026Q3@1`, `2026Q3@now`. Errors: ORDER_REFUSED, PERIOD_OPEN, APPRAISAL_UNKNOWN. */
export async function versionNamed(context: Context, text: string): Promise<NamedVersion> {
  if (text.endsWith('@now')) {
    const { release } = await newestRelease(context);
    return { period: text.slice(0, -4), name: text, release };
  }
  const { period, number, release } = await lockNamed(context, text);
  return { period, name: `${period}@${number}`, release };
}

/** The lock of `2026Q3@1`; of `2026Q3` the newest. Errors: ORDER_REFUSED, PERIOD_OPEN. */
export async function lockNamed(context: Context, text: string): Promise<PeriodClose> {
  const [, period = '', number] = /^([^@]+?)(?:@(\d{1,6}))?$/.exec(text) ?? [];
  if (period === '')
    throw new YardstickError('ORDER_REFUSED', `"${text}" names no version.`, {
      subject: text,
      advice: 'Write the period, such as 2026Q3, or period@version, such as 2026Q3@1.',
    });
  const locks = await closesOf(context.db, period);
  const found = number === undefined ? locks.at(-1) : locks.find((lock) => lock.number === Number(number));
  if (found !== undefined) return found;
  const known = locks.map((lock) => `${period}@${lock.number}`).join(', ');
  throw new YardstickError(
    'PERIOD_OPEN',
    `It has ${known === '' ? 'never been locked' : `the versions ${known}`}.`,
    { subject: text, ...(known === '' ? {} : { advice: 'Name one of these.' }) },
  );
}
