import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { openShop, type Shop } from './company/shop.ts';
import { openSite, type Site } from './site.ts';

/** A shop and sites that read it: one PostgreSQL for all, a ClickHouse for each site. */
export interface Stage {
  readonly shop: Shop;
  readonly sites: readonly Site[];
  stop(): Promise<void>;
}

/** `folders` names where the warehouse of a site stands, when that matters. */
export async function openStage(
  names: readonly string[],
  folders: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const postgres = await testPostgres();
  const shop = await openShop(postgres.url);
  const servers = await Promise.all(names.map((name) => testClickHouse([], folders[name])));
  const sites = await Promise.all(servers.map((server, index) => siteOn(server, names[index] ?? '')));
  return {
    ...{ shop, sites },
    stop: async () => {
      await Promise.all(sites.map((site) => site.close()));
      await shop.close();
      await Promise.all(servers.map((server) => server.stop()));
      await postgres.stop();
    },
  };

  function siteOn(clickhouse: TestClickHouse, name: string): Promise<Site> {
    return openSite(name, { postgresUrl: postgres.url, shopUrl: shop.url, clickhouse });
  }
}
