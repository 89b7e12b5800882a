import { YardstickError } from '../../errors/yardstick-error.ts';

/** First day of the month somebody typed, `2026-03` or `2026-03-01`. Error: ORDER_REFUSED. */
export function monthNamed(text: string): string {
  const found = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:-01)?$/.exec(text)?.[1];
  if (found !== undefined) return `${found}-01`;
  throw new YardstickError('ORDER_REFUSED', 'That is no month.', {
    subject: text,
    advice: 'Write it as 2026-03.',
  });
}

/** Every month from one to the other, both inclusive. Error: ORDER_REFUSED when the first is the later one. */
export function monthsBetween(from: string, to: string): readonly string[] {
  if (from > to) {
    throw new YardstickError('ORDER_REFUSED', `${from.slice(0, 7)} is later than ${to.slice(0, 7)}.`, {
      subject: 'months',
      advice: 'Give the earlier month as --from, and no month that is still to come.',
    });
  }
  return from === to ? [to] : [from, ...monthsBetween(after(from), to)];
}

/** The month a day lies in, as its first day. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function after(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`;
}
