import type { ChecklistItem } from '../../../activities/close/checklist.ts';
import { readinessOf } from '../../../activities/close/lock.ts';
import type { Context } from '../../../activities/context.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** The checklist of a period. Error: APPRAISAL_UNKNOWN. */
export async function check(context: Context, period: string): Promise<Answer> {
  const { release, items } = await readinessOf(context, period);
  const ready = items.every(({ holds }) => holds);
  const verdict = ready ? 'can be locked' : 'cannot be locked yet';
  return {
    data: { period, release, ready, items },
    text: `${period} ${verdict}, seen at release ${release}.\n\n${itemsTable(items)}`,
    failed: !ready,
  };
}

function itemsTable(items: readonly ChecklistItem[]): string {
  const titles = ['', 'Item', 'Found'].map((title) => ({ title }));
  return table(
    titles,
    items.map(({ name, holds, found }) => [holds ? 'ok' : 'OPEN', name, found]),
  );
}
