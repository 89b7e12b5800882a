import type { Context } from '../../../activities/context.ts';
import { customerDecisions } from '../../../ledger/customer-decision.ts';
import type { Answer } from '../../command.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { table } from '../../text/table.ts';
import { companyOfAccount } from './accounts.ts';
import { candidatesTable, openCandidates } from './candidates.ts';
import { decisionsTable } from './log.ts';

/** Which accounts are one company with this one and why, what it may be one with, and what people have decided. Errors: CUSTOMER_UNKNOWN, NOTHING_PUBLISHED. */
export async function show(context: Context, customerId: string): Promise<Answer> {
  const release = await newestReleaseNumber(context);
  const { account, all } = await companyOfAccount(context, customerId, release);
  const own = all.map(({ customer_id }) => customer_id);
  const waiting = (await openCandidates(context, release)).filter(
    ({ left_id, right_id }) => own.includes(left_id) || own.includes(right_id),
  );
  const decisions = await customerDecisions(context.db, customerId);
  const { timezone } = context.project.config.company;
  const parts = [
    `${account.customer_id} ${account.name} stands ${own.length === 1 ? 'for itself' : `with ${account.survivor_id} ${account.survivor_name}`}.`,
    table(
      ['Account', 'Name', 'Credit code', 'City', 'Source', 'By'].map((title) => ({ title })),
      all.map((each) => [
        ...[each.customer_id, each.name, each.credit_code ?? '–', each.city ?? '–', each.source, each.method],
      ]),
    ),
    ...(waiting.length === 0 ? [] : ['It may be one with:', candidatesTable(waiting)]),
    ...(decisions.length === 0 ? [] : ['Decided:', decisionsTable(decisions, timezone)]),
  ];
  return {
    data: { account, company: all, candidates: waiting, decisions },
    text: parts.join('\n\n'),
  };
}
