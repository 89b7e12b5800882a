import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPostgres, testPostgres } from '../infra/embedded/postgres/test-server.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { openLedger } from './open.ts';

describe('migrating the ledger', { timeout: 120_000 }, () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await testPostgres();
  });
  afterAll(() => server.stop());

  it('numbers them without a gap from 0031 on, so that none comes to stand before one that was applied', () => {
    const numbers = Object.keys(migrations).map((name) => Number(name.slice(0, 4)));
    const later = numbers.filter((number) => number > 30);
    expect(later).toEqual(later.map((_, place) => 31 + place));
    expect(numbers.filter((number) => number <= 30)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 30],
    ]);
  });

  it('builds an empty database from several processes at once, and does nothing the second time', async () => {
    const [one, two] = [openLedger(server.url), openLedger(server.url)];
    const applied = await Promise.all([migrate(one), migrate(two)]);
    expect(applied.flat().sort()).toEqual(Object.keys(migrations));
    expect(await migrate(one)).toEqual([]);
    await Promise.all([one.close(), two.close()]);
  });

  it('refuses a ledger that a later version has migrated', async () => {
    const ledger = openLedger(server.url);
    await migrate(ledger);
    await sql`INSERT INTO ledger.migration (name, timestamp) VALUES ('9999-future', '')`.execute(ledger.db);
    await expect(migrate(ledger)).rejects.toMatchObject({ code: 'LEDGER_NEWER' });
    await sql`DELETE FROM ledger.migration WHERE name = '9999-future'`.execute(ledger.db);
    await ledger.close();
  });

  it('tells an unreachable server from a refused login', async () => {
    const nobody = openLedger('postgres://postgres:x@127.0.0.1:1/postgres');
    await expect(migrate(nobody)).rejects.toMatchObject({ code: 'LEDGER_UNREACHABLE' });
    await nobody.close();
    const missing = new URL(server.url);
    missing.pathname = '/no_such_database';
    const refused = openLedger(missing.href);
    await expect(migrate(refused)).rejects.toMatchObject({ code: 'LEDGER_REFUSED' });
    await refused.close();
  });
});
