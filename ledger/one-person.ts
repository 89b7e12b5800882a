import { sql } from 'kysely';
import type { LedgerDb } from './schema.ts';

/**
 * How to name the second account where both are one person, the same account or two of one employee: the beginning of a sentence that
 * goes on with what that person has done already. Undefined: two people, as far as the ledger knows.
 */
export async function onePerson(
  db: LedgerDb,
  { first, second }: { readonly first: string | null; readonly second: string },
): Promise<string | undefined> {
  if (first === null) return undefined;
  if (first === second) return second;
  const found = await db
    .selectFrom('account as one')
    .innerJoin('account as other', 'other.employeeId', 'one.employeeId')
    .select('one.employeeId')
    .where(sql<boolean>`lower(one.email) = lower(${first}) AND lower(other.email) = lower(${second})`)
    .executeTakeFirst();
  return found === undefined ? undefined : `${second} is an account of ${found.employeeId}, who`;
}
