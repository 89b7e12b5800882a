import { sharedPostgres } from '../infra/embedded/postgres/test-shared.ts';
import { migrate } from './migrate.ts';
import { type Ledger, openLedger } from './open.ts';

export interface TestLedger extends Ledger {
  readonly url: string;
}

/** A migrated ledger on a PostgreSQL of the test's own; `close` removes both. */
export async function testLedger(): Promise<TestLedger> {
  const server = await sharedPostgres();
  const ledger = openLedger(server.url);
  await migrate(ledger);
  const close = async () => {
    await ledger.close();
    await server.stop();
  };
  return { url: server.url, db: ledger.db, close };
}
