import { YardstickError } from '../../errors/yardstick-error.ts';

/** One of `known` under an option, or nothing. Error: ORDER_REFUSED naming what there is, rather than an answer about nothing. */
export function assertKnown(
  asked: string | undefined,
  known: readonly string[],
  { what, option }: { readonly what: string; readonly option: string },
): void {
  if (asked === undefined || known.includes(asked)) return;
  throw new YardstickError('ORDER_REFUSED', `"${asked}" is no ${what}.`, {
    subject: option,
    advice: known.length === 0 ? 'There is none yet.' : `Use one of: ${known.join(', ')}.`,
  });
}
