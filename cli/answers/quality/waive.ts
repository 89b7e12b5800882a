import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { waiveCorrection } from '../../../ledger/correction-waiver.ts';
import type { Answer } from '../../command.ts';
import { approverOf } from '../../runtime/actor.ts';

export interface Waiving {
  readonly by: string;
  readonly reason: string;
  readonly passwordFile?: string | undefined;
}

/** Lets a record stand as it is. Errors: ACCOUNT_UNKNOWN, APPROVAL_REFUSED, CORRECTION_UNKNOWN, CORRECTION_REFUSED. */
export async function waive(
  { db, project }: Pick<Context, 'db' | 'project'>,
  item: string,
  { by, reason, passwordFile }: Waiving,
): Promise<Answer> {
  const id = Number(item);
  if (!Number.isSafeInteger(id) || id < 1)
    throw new YardstickError('CORRECTION_UNKNOWN', 'This is no number of an item.', {
      subject: item.slice(0, 40),
    });
  const actor = await approverOf(db, by, 'correction:waive', passwordFile);
  const data = await waiveCorrection(db, { id, reason, by: actor });
  const isChinese = project.config.company.language === 'zh-CN';
  const text = isChinese
    ? `事项 ${id} 已由 ${actor} 豁免；更正之后若再次出错，会重新打开。`
    : `Item ${id} is waived by ${actor}. Once it was corrected and breaks again, it is open again.`;
  return { data, text };
}
