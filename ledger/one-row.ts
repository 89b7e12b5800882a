import type { RawBuilder } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { LedgerDb } from './schema.ts';

/** The row of a statement that always gives one. */
export async function oneRow<T>(db: LedgerDb, statement: RawBuilder<T>): Promise<T> {
  const [row] = (await statement.execute(db)).rows;
  if (row !== undefined) return row;
  throw new YardstickError('UNEXPECTED', 'A statement of the ledger that always gives a row gave none.');
}
