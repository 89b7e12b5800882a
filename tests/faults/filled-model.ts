import { join } from 'node:path';
import { type TestClickHouse, testClickHouseOn } from '../../infra/embedded/clickhouse/test-server.ts';
import { testPostgresOn } from '../../infra/embedded/postgres/test-server.ts';
import { modelFolder } from '../harness/model.ts';
import { openShop } from './company/shop.ts';
import { ledgerOf, openSite } from './site.ts';

const site = 'model';

/** The database that is the ledger of the filled site, to be copied. */
export const ledgerModel = ledgerOf(site);

/**
 * Data folders, `postgres` (shop and ledger) and `clickhouse`, of a site after its first run. Everything read and built
 * depends on the shop only, so a copy of it is what another first run would leave.
 */
export function filledModel(): Promise<string> {
  return modelFolder('filled shop', async (folder) => {
    const [postgres, clickhouse] = await Promise.all([
      testPostgresOn(join(folder, 'postgres')),
      testClickHouseOn(join(folder, 'clickhouse')),
    ]);
    try {
      await fill(postgres.url, clickhouse);
    } finally {
      await Promise.all([clickhouse.stop(), postgres.stop()]);
    }
  });
}

async function fill(postgresUrl: string, clickhouse: TestClickHouse): Promise<void> {
  const shop = await openShop(postgresUrl);
  try {
    const engines = { postgresUrl, shopUrl: shop.url, clickhouse, scope: 'each kind' } as const;
    const filled = await openSite(site, engines);
    const { problems } = await filled.run({ runId: 'first' }).finally(() => filled.close());
    if (problems.length > 0) throw new Error(problems.join('\n'));
  } finally {
    await shop.close();
  }
}
