import { lock } from '../../../activities/close/lock.ts';
import type { Context } from '../../../activities/context.ts';
import type { Answer } from '../../command.ts';
import { actorOf } from '../../runtime/actor.ts';
import { atTerminal } from './at-terminal.ts';

export interface LockQuestion {
  readonly by: string;
  readonly accept: readonly string[];
  readonly reason?: string | undefined;
}

/** Locks a period. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, APPRAISAL_UNKNOWN, PERIOD_NOT_READY, PERIOD_LOCKED. */
export async function lockPeriod(context: Context, period: string, asked: LockQuestion): Promise<Answer> {
  const by = await actorOf(context.db, asked.by, 'period:lock');
  const { accept, reason = null } = asked;
  const locked = await lock(context, atTerminal(), { period, by, accept, reason });
  return {
    data: locked,
    text: `${period} is locked: version ${locked.number} of its statements, as release ${locked.release} shows them. Inputs ${locked.inputDigest.slice(0, 16)}…, statements ${locked.statementDigest.slice(0, 16)}….`,
  };
}
