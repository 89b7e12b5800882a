import { YardstickError } from '../../../errors/yardstick-error.ts';
import { knowsHead, verifyAudit } from '../../../ledger/audit.ts';
import { firstAltered } from '../../../ledger/audited.ts';
import { allWaivers, waiverKind, waiverSubject } from '../../../ledger/correction-waiver.ts';
import {
  customerDecisionKind,
  customerDecisionSubject,
  customerDecisions,
} from '../../../ledger/customer-decision.ts';
import { allFreezes, frozenKind } from '../../../ledger/frozen-forecast.ts';
import { mentorPairKind, mentorPairSubject, mentorPairs } from '../../../ledger/mentor-pair.ts';
import { allCloses, closeKind, closeSubject } from '../../../ledger/period-close.ts';
import { allPlanFiles, planFileKind, planFileSubject } from '../../../ledger/plan-file.ts';
import type { LedgerDb } from '../../../ledger/schema.ts';
import { receiptKind, receiptSubject, receiptsOf } from '../../../ledger/statement-receipt.ts';
import { allSuspicionDecisions, suspicionKind, suspicionSubject } from '../../../ledger/suspicion.ts';
import { allTargets, targetKind, targetSubject } from '../../../ledger/target.ts';
import { taskKind, taskSubject, tasksOf } from '../../../ledger/task.ts';
import type { Answer } from '../../command.ts';
import { counted } from '../../text/format.ts';

/** Whether the chain holds, and whether locks, targets, plan files, decisions, waivers, tasks, receipts, mentors and frozen forecasts still are what the chain says of them. Error: ORDER_REFUSED for a head that is no hash. */
export async function verify(db: LedgerDb, head: string | undefined): Promise<Answer> {
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    throw new YardstickError('ORDER_REFUSED', `"${head}" is no hash of the audit chain.`, {
      subject: '--head',
      advice: 'Give the 64 hexadecimal digits that `yardstick audit verify` printed.',
    });
  const verdict = await verifyAudit(db);
  if (!verdict.intact)
    return {
      data: verdict,
      text: `The audit chain is broken: ${verdict.problem}. What came before it is as it was written.`,
      failed: true,
    };
  if (head !== undefined && !(await knowsHead(db, head))) {
    const problem = `no row has the hash ${head}: rows were cut off or written anew`;
    return { data: { intact: false, problem }, text: `The audit chain is broken: ${problem}.`, failed: true };
  }
  const altered = await alteredRow(db);
  if (altered !== undefined)
    return {
      data: { intact: false, ...altered },
      text: `The chain holds, and the ledger does not agree with it: ${altered.problem}.`,
      failed: true,
    };
  return {
    data: verdict,
    text: `The audit chain holds: ${counted(verdict.rows, 'row')}, head ${verdict.head}. Note the head elsewhere: it also proves that nothing was cut off.`,
  };
}

async function alteredRow(db: LedgerDb) {
  const locks = (await allCloses(db)).map((row) => ({ subject: closeSubject(row), row }));
  const targets = (await allTargets(db)).map((row) => ({ subject: targetSubject(row), row }));
  const plans = (await allPlanFiles(db)).map((row) => ({ subject: planFileSubject(row), row }));
  const suspicions = (await allSuspicionDecisions(db)).map((row) => ({
    subject: suspicionSubject(row),
    row,
  }));
  const customers = (await customerDecisions(db)).map((row) => ({
    subject: customerDecisionSubject(row),
    row,
  }));
  const waivers = (await allWaivers(db)).map((row) => ({ subject: waiverSubject(row), row }));
  const tasks = (await tasksOf(db)).map((row) => ({ subject: taskSubject(row), row }));
  const receipts = (await receiptsOf(db))
    .filter(({ readAt }) => readAt !== null)
    .map((row) => ({ subject: receiptSubject(row), row }));
  const pairs = (await mentorPairs(db)).map((row) => ({ subject: mentorPairSubject(row), row }));
  return (
    (await firstAltered(db, closeKind, locks)) ??
    (await firstAltered(db, targetKind, targets)) ??
    (await firstAltered(db, planFileKind, plans)) ??
    (await firstAltered(db, suspicionKind, suspicions)) ??
    (await firstAltered(db, customerDecisionKind, customers)) ??
    (await firstAltered(db, waiverKind, waivers)) ??
    (await firstAltered(db, taskKind, tasks)) ??
    (await firstAltered(db, receiptKind, receipts)) ??
    (await firstAltered(db, mentorPairKind, pairs)) ??
    (await firstAltered(db, frozenKind, await allFreezes(db)))
  );
}
