import type { Context } from '../../../activities/context.ts';
import { customerDecisionsInForce } from '../../../ledger/customer-decision.ts';
import type { Answer } from '../../command.ts';
import { newestReleaseNumber } from '../../runtime/newest-release.ts';
import { publishedTables } from '../../runtime/published-tables.ts';
import { table } from '../../text/table.ts';

export interface Candidate {
  readonly left_id: string;
  readonly left_name: string;
  readonly right_id: string;
  readonly right_name: string;
  /** 0 to 1, decimal text. */
  readonly confidence: string;
  readonly evidence: readonly string[];
}

/** Accounts that may be one customer and that nobody has decided on, the likeliest first. Error: NOTHING_PUBLISHED. */
export async function candidates(context: Context, limit: number): Promise<Answer> {
  const open = await openCandidates(context, await newestReleaseNumber(context));
  const shown = open.slice(0, limit);
  const rest = open.length - shown.length;
  return {
    data: { open: open.length, candidates: shown },
    text:
      open.length === 0
        ? 'Nothing waits for a decision.'
        : `${candidatesTable(shown)}${rest === 0 ? '' : `\n${rest} more: --limit ${open.length}`}`,
  };
}

/** As a release shows them; not those that stand for one company already, and not those that somebody has rejected. */
export async function openCandidates(
  { db, project, warehouse }: Context,
  release: number,
): Promise<readonly Candidate[]> {
  const at = publishedTables(project, release);
  const found = await warehouse.rows<Candidate>(
    `SELECT
         left_id, left_account.name AS left_name, right_id, right_account.name AS right_name,
         toString(match.confidence) AS confidence, match.evidence AS evidence
     FROM ${at('dim.customer_match')} AS match
     INNER JOIN ${at('dim.customer')} AS left_account ON left_account.customer_id = match.left_id
     INNER JOIN ${at('dim.customer')} AS right_account ON right_account.customer_id = match.right_id
     WHERE left_account.survivor_id != right_account.survivor_id
     ORDER BY match.confidence DESC, left_id, right_id`,
  );
  const decided = new Set(
    (await customerDecisionsInForce(db)).map(({ customerId, otherId }) => pairOf(customerId, otherId)),
  );
  const isOpen = ({ left_id, right_id }: Candidate) =>
    ![pairOf(left_id, right_id), pairOf(left_id, ''), pairOf(right_id, '')].some((pair) => decided.has(pair));
  return found.filter(isOpen);
}

function pairOf(one: string, other: string): string {
  return JSON.stringify([one, other].sort());
}

export function candidatesTable(shown: readonly Candidate[]): string {
  return table(
    [
      { title: 'Account' },
      { title: 'Name' },
      { title: 'Account' },
      { title: 'Name' },
      { title: 'Sure', align: 'right' },
      { title: 'By' },
    ],
    shown.map((each) => [
      ...[each.left_id, each.left_name, each.right_id, each.right_name],
      ...[each.confidence, each.evidence.join(', ')],
    ]),
  );
}
