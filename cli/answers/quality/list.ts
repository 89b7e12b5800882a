import type { Context } from '../../../activities/context.ts';
import { suspicionRules } from '../../../models/quality/rules.ts';
import type { Answer } from '../../command.ts';
import { assertKnown } from '../../runtime/known-choice.ts';
import { counted } from '../../text/format.ts';
import { table } from '../../text/table.ts';
import { type DecidedSuspicion, decidedSuspicions } from './decided-suspicions.ts';
import { type Suspicion, type SuspicionFilter, suspicions } from './released-suspicions.ts';

const states = ['open', 'cleared', 'confirmed', 'all'];

/**
 * Those that were confirmed stay in the list when no rule finds them any more. Errors: NOTHING_PUBLISHED before the first release,
 * ORDER_REFUSED for an unknown state or rule.
 */
export async function list(context: Context, { state, rule, employee }: SuspicionFilter): Promise<Answer> {
  assertKnown(state, states, { what: 'state', option: '--state' });
  const rules = suspicionRules.map(({ name }) => name);
  assertKnown(rule, rules, { what: 'rule', option: '--rule' });
  const filter = { state, rule, employee };
  const gone = (await decidedSuspicions(context, filter)).filter((each) => each.state === 'confirmed');
  const found = [...(await suspicions(context, filter)), ...gone];
  if (found.length === 0) return { data: [], text: nothingFound(state) };
  const held = found.filter(({ is_held }) => is_held).length;
  const summary = `${counted(found.length, 'suspicion')}, ${held} of them with credit held. A suspicion is no verdict: \`yardstick quality show ID\` tells why.`;
  return { data: found, text: `${suspicionTable(found)}\n\n${summary}` };
}

function nothingFound(state = 'all'): string {
  if (state === 'all') return 'The rules that are on have found nothing to suspect.';
  return `No suspicion is ${state} of what the rules that are on have found.`;
}

function suspicionTable(found: readonly (Suspicion | DecidedSuspicion)[]): string {
  const right = { align: 'right' } as const;
  return table(
    [
      ...[{ title: 'Id' }, { title: 'Employee' }, { title: 'Day' }, { title: 'Amount', ...right }],
      ...[{ title: 'Score', ...right }, { title: 'State' }, { title: 'Credit' }],
    ],
    found.map((each) => [
      ...[each.suspicion_id, each.employee_id],
      ...('amount' in each
        ? [each.business_date, Number(each.amount).toFixed(2), String(Number(each.score))]
        : ['–', '–', '–']),
      each.state,
      each.is_held ? 'held' : '–',
    ]),
  );
}
