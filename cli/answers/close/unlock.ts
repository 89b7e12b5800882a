import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { approveUnlock, requestUnlock } from '../../../ledger/period-close.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';

export interface UnlockQuestion {
  readonly by: string;
  readonly reason?: string | undefined;
  readonly approve?: boolean | undefined;
  readonly passwordFile?: string | undefined;
}

/** Asks to open a locked period, or approves that; both prove themselves, since one person at a terminal is not two. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, PERIOD_OPEN, ORDER_REFUSED. */
export async function unlock(context: Context, period: string, asked: UnlockQuestion): Promise<Answer> {
  return asked.approve === true ? approve(context, period, asked) : request(context, period, asked);
}

async function request({ db }: Context, period: string, asked: UnlockQuestion): Promise<Answer> {
  const reason = (asked.reason ?? '').trim();
  if (reason === '')
    throw new YardstickError('ORDER_REFUSED', 'Nobody can judge a request without a reason.', {
      subject: '--reason',
      advice: 'Say why the period has to be opened.',
    });
  const by = await approverOf(db, asked.by, 'period:unlock', asked.passwordFile);
  const lock = await requestUnlock(db, { period, by, reason });
  return {
    data: lock,
    text: `${period} stays locked until somebody else approves: \`yardstick close unlock ${period} --approve --by …\`.`,
  };
}

async function approve({ db }: Context, period: string, asked: UnlockQuestion): Promise<Answer> {
  const by = await approverOf(db, asked.by, 'period:unlock', asked.passwordFile);
  const lock = await approveUnlock(db, { period, by });
  return {
    data: lock,
    text: `${period} is open again. Version ${lock.number} of its statements stays readable; the next lock is version ${lock.number + 1}.`,
  };
}
