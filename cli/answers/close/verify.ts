import { type CloseVerdict, verifyClose } from '../../../activities/close/verify.ts';
import type { Context } from '../../../activities/context.ts';
import type { Answer } from '../../command.ts';
import { counted, monthName } from '../../text/format.ts';
import { lockNamed } from './version-named.ts';

/** Recomputes a locked period from what it pins. Errors: ORDER_REFUSED, PERIOD_OPEN. */
export async function verify(context: Context, version: string): Promise<Answer> {
  const lock = await lockNamed(context, version);
  const verdict = await verifyClose(context, lock);
  const name = `${lock.period}@${lock.number}`;
  return {
    data: { period: lock.period, version: lock.number, release: lock.release, ...verdict },
    text: verdict.equal
      ? `${name} is equal, bit for bit: ${counted(verdict.verified, 'asset')} as they were closed, ${verdict.recomputed} of them computed again.`
      : `${name} differs. ${differs(verdict)}`,
    failed: !verdict.equal,
  };
}

const sentences = {
  ledger: 'The ledger no longer says what was closed: versions or hashes of its records have been changed.',
  stored: 'Its stored rows are not those that were closed.',
  code: 'Computed again it comes out otherwise, and this version of the software computes it by other code.',
  computed: 'Computed again by the same code from the same rows it comes out otherwise.',
} as const;

function differs({ asset, month, cause, difference }: Extract<CloseVerdict, { equal: false }>): string {
  const place = [asset, monthName(month)].filter((word) => word !== '').join(' ');
  const rows =
    difference === null
      ? ''
      : `\n\nFirst row that differs\n  closed: ${JSON.stringify(difference.before)}\n  now:    ${JSON.stringify(difference.after)}`;
  return `First in ${place}. ${sentences[cause]}${rows}`;
}
