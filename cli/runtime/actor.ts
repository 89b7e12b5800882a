import { readFileSync } from 'node:fs';
import { type Decision, mayDecide } from '../../access/decision.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type Account, accountByEmail } from '../../ledger/account.ts';
import { verifyPassword } from '../../ledger/login.ts';
import type { LedgerDb } from '../../ledger/schema.ts';

/**
 * The account that answers for a decision, by its e-mail address as the ledger writes it.
 * Errors: ACCOUNT_UNKNOWN; APPROVAL_REFUSED when the role does not decide that.
 */
export async function actorOf(db: LedgerDb, email: string, decision: Decision): Promise<string> {
  const account = await accountByEmail(db, email);
  if (account === undefined || account.disabled)
    throw new YardstickError('ACCOUNT_UNKNOWN', 'There is no such account, or it is disabled.', {
      subject: email,
      advice: 'Name the e-mail address of an account that answers for it.',
    });
  if (mayDecide(account.role, decision)) return account.email;
  throw new YardstickError('APPROVAL_REFUSED', `The role ${account.role} does not decide ${decision}.`, {
    subject: email,
  });
}

/** The same for what needs two people, who prove themselves by their passwords: one at a terminal is not two. Error: also APPROVAL_REFUSED. */
export async function approverOf(
  db: LedgerDb,
  email: string,
  decision: Decision,
  passwordFile: string | undefined,
): Promise<string> {
  const actor = await actorOf(db, email, decision);
  await accountProved(db, email, passwordFile);
  return actor;
}

/** The account of whoever asks, by its password. Error: APPROVAL_REFUSED, also for an account there is not. */
export async function accountProved(
  db: LedgerDb,
  email: string,
  passwordFile: string | undefined,
): Promise<Account> {
  const answer = await verifyPassword(db, email, passwordFrom(passwordFile));
  if (answer.ok) return answer.account;
  throw new YardstickError('APPROVAL_REFUSED', 'The password is not that of the account.', {
    subject: email,
    advice: 'Give the right one; ten failures in a row lock the account for 15 minutes.',
  });
}

/** The first line of the file; `-` is standard input. */
function passwordFrom(file: string | undefined): string {
  if (file === undefined)
    throw new YardstickError('APPROVAL_REFUSED', 'Whoever decides this gives the password of the account.', {
      advice: 'Name a file that holds it with --password-file, or - for standard input.',
    });
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n[\s\S]*$/, '');
  } catch (cause) {
    throw new YardstickError('APPROVAL_REFUSED', 'The password file cannot be read.', {
      subject: file,
      advice: 'Name a file with the password in its first line.',
      cause,
    });
  }
}
