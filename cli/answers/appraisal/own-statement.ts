import { z } from 'zod';
import { canSee } from '../../../access/resource.ts';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../../../ledger/account.ts';
import type { PeriodClose } from '../../../ledger/period-close.ts';
import { receiptsOf, receiveStatement } from '../../../ledger/statement-receipt.ts';
import { martCommissionStatement } from '../../../models/mart/commission-statement.ts';
import type { Answer } from '../../command.ts';
import { accountProved } from '../../runtime/actor.ts';
import { tongueOf } from '../task/wording.ts';
import { objectivesOf, objectivesTable } from './objectives.ts';
import { perspectivesTable } from './perspectives-table.ts';
import { releaseOf, rowsOf } from './released.ts';
import { peopleTable, personRow } from './statement.ts';
import { statementWords } from './wording.ts';

export interface OwnStatementQuestion {
  readonly period: string;
  readonly plan?: string | undefined;
  readonly by: string;
  readonly passwordFile?: string | undefined;
}

const published = z.record(z.string(), z.unknown());

/**
 * The statement of whoever asks and of nobody else. Of a locked period it counts as read from then on, unless only one of several
 * plans is shown. Errors: APPROVAL_REFUSED, APPRAISAL_UNKNOWN, NOTHING_PUBLISHED.
 */
export async function ownStatement(context: Context, question: OwnStatementQuestion): Promise<Answer> {
  const { period, plan, by, passwordFile } = question;
  const account = await accountProved(context.db, by, passwordFile);
  const employeeId = holderOf(account);
  const released = await releaseOf(context, period);
  const own = z
    .array(personRow)
    .parse(await rowsOf(released, martCommissionStatement.key, { period }))
    .filter((row) => row.employee_id === employeeId);
  const { rows, isWhole } = shownOf(own, plan);
  if (rows.length === 0)
    throw new YardstickError('APPRAISAL_UNKNOWN', 'There is no statement of yours for it.', {
      subject: period,
      advice: 'Ask whoever appraises the period, or name another one with --period.',
    });
  const of = { ...{ period, employeeId, by: account.email }, isWhole };
  const receipt = await receiptFor(context, released.lock, of);
  const statements = rows.map(({ plan_id, part, published: text }) => ({
    ...{ plan: plan_id, part, ...published.parse(JSON.parse(text)) },
  }));
  const version = released.lock?.number ?? null;
  const objectives = objectivesOf(context.project.okrs, period, new Set([employeeId]));
  const data = {
    ...{ period, employee: employeeId, version, statements, readAt: receipt?.readAt ?? null },
    ...(objectives.length === 0 ? {} : { objectives }),
  };
  const tongue = tongueOf(context.project.config.company.language);
  const say = statementWords[tongue];
  const part = isWhole ? '' : `\n\n${say.part}`;
  const head = say.own(period, version === null ? say.notFinal : say.locked(version));
  const shown = `${peopleTable(rows, tongue)}${perspectivesTable(rows, tongue)}${objectivesTable(objectives, tongue)}`;
  return { data, text: `${head}\n\n${shown}${part}` };
}

/** The rows of one plan, or of all, and whether these are all there are: a part that was read is not the statement. */
export function shownOf<Row extends { readonly plan_id: string }>(
  own: readonly Row[],
  plan: string | undefined,
): { readonly rows: readonly Row[]; readonly isWhole: boolean } {
  const rows = own.filter(({ plan_id }) => plan === undefined || plan_id === plan);
  return { rows, isWhole: rows.length === own.length };
}

/** Error: APPROVAL_REFUSED for an account that is no employee's, or whose role reads no pay. */
function holderOf({ id, email, role, employeeId }: Account): string {
  if (employeeId !== null && canSee({ accountId: id, role, employeeId }, 'pay:own')) return employeeId;
  throw new YardstickError('APPROVAL_REFUSED', `The account has no statement of its own: ${role}.`, {
    subject: email,
    advice: 'Ask with the account of an employee who is appraised.',
  });
}

async function receiptFor(
  { db }: Pick<Context, 'db'>,
  lock: PeriodClose | undefined,
  of: {
    readonly period: string;
    readonly employeeId: string;
    readonly by: string;
    readonly isWhole: boolean;
  },
) {
  if (lock === undefined) return undefined;
  const statement = { period: of.period, version: lock.number, employeeId: of.employeeId };
  if (of.isWhole) return receiveStatement(db, { ...statement, by: of.by });
  return (await receiptsOf(db, statement))[0];
}
