import type { Context } from '../../../activities/context.ts';
import { type CustomerDecision, customerDecisions } from '../../../ledger/customer-decision.ts';
import type { Answer } from '../../command.ts';
import { instant } from '../../text/format.ts';
import { table } from '../../text/table.ts';

/** Every decision, undone ones too; those of one account where it is named. */
export async function log({ db, project }: Context, customerId?: string): Promise<Answer> {
  const decisions = await customerDecisions(db, customerId);
  return {
    data: decisions,
    text:
      decisions.length === 0
        ? 'Nobody has decided anything.'
        : decisionsTable(decisions, project.config.company.timezone),
  };
}

export function decisionsTable(decisions: readonly CustomerDecision[], zone: string): string {
  return table(
    ['No', 'Decision', 'Account', 'Other', 'From', 'By', 'At', 'Reason', 'Undone'].map((title) => ({
      title,
    })),
    decisions.map((each) => [
      ...[String(each.id), each.kind, each.customerId, each.otherId === '' ? '–' : each.otherId],
      ...[each.effectiveFrom, each.decidedBy, instant(each.decidedAt, zone), each.reason],
      each.undoneBy === null ? '–' : `${instant(each.undoneAt, zone)} ${each.undoneBy}: ${each.undoReason}`,
    ]),
  );
}
