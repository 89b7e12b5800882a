import type { WaivingRights } from '../../../access/waiver.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { accountByEmail } from '../../../ledger/account.ts';
import { waiveCorrection } from '../../../ledger/correction-waiver.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';
import { peopleBelow } from './concerned-people.ts';

export interface Waiving {
  readonly by: string;
  readonly reason: string;
  readonly passwordFile?: string | undefined;
}

type Waived = Pick<Context, 'db' | 'project' | 'warehouse'>;

/**
 * Lets a record stand as it is: a manager one of somebody below, whoever keeps data any, nobody a record of their own.
 * Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CORRECTION_UNKNOWN, CORRECTION_REFUSED.
 */
export async function waive(
  context: Waived,
  item: string,
  { by, reason, passwordFile }: Waiving,
): Promise<Answer> {
  const { db, project } = context;
  const id = Number(item);
  if (!Number.isSafeInteger(id) || id < 1)
    throw new YardstickError('CORRECTION_UNKNOWN', 'This is no number of an item.', {
      subject: item.slice(0, 40),
    });
  const actor = await approverOf(db, by, 'correction:waive', passwordFile);
  const data = await waiveCorrection(db, { id, reason, by: actor, rights: await rightsOf(context, actor) });
  const isChinese = project.config.company.language === 'zh-CN';
  const text = isChinese
    ? `事项 ${id} 已由 ${actor} 豁免；更正之后若再次出错，会重新打开。`
    : `Item ${id} is waived by ${actor}. Once it was corrected and breaks again, it is open again.`;
  return { data, text };
}

async function rightsOf(context: Waived, email: string): Promise<WaivingRights> {
  const account = await accountByEmail(context.db, email);
  const employeeId = account?.employeeId ?? null;
  const stewards = Object.entries(context.project.config.quality.stewards);
  const sources = stewards.flatMap(([source, steward]) => (steward === email ? [source] : []));
  if (account?.role !== 'manager') return { employeeId, people: 'all', sources };
  return { employeeId, people: await peopleBelow(context, employeeId), sources };
}
