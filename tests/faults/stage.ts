import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { openShop, type Shop } from './company/shop.ts';
import { openSite, type Site } from './site.ts';

/** A shop and sites that read it: one PostgreSQL for all, a ClickHouse for each site. */
export interface Stage {
  readonly shop: Shop;
  readonly sites: readonly Site[];
  /** The ClickHouse of each site. */
  readonly servers: readonly TestClickHouse[];
  /** Where further databases can be made. */
  readonly postgresUrl: string;
  stop(): Promise<void>;
}

/** `folders` names where the warehouse of a site stands, when that matters. */
export async function openStage(
  names: readonly string[],
  folders: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const postgres = await testPostgres();
  const shop = await openShop(postgres.url);
  const servers = await Promise.all(names.map((name) => serverFor(folders[name])));
  const sites = await Promise.all(servers.map((server, index) => siteOn(server, names[index] ?? '')));
  return {
    ...{ shop, sites, servers, postgresUrl: postgres.url },
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

/** A folder of its own is a small disk, to be filled to its last byte: nothing of it is kept free. */
function serverFor(folder: string | undefined): Promise<TestClickHouse> {
  return testClickHouse([], folder, folder === undefined ? {} : { freeDisk: 0 });
}

/** A site that something happens to, and one that is left in peace: in the end both must show the same. */
export interface Pair extends Pick<Stage, 'shop' | 'postgresUrl' | 'stop'> {
  readonly site: Site;
  /** The site's ClickHouse. */
  readonly server: TestClickHouse;
  readonly control: Site;
}

/** `folder` is where the warehouse of the site stands, when that matters. */
export async function openPair(folder?: string): Promise<Pair> {
  const { sites, servers, ...stage } = await openStage(
    ['site', 'control'],
    folder === undefined ? {} : { site: folder },
  );
  const [[site, control], [server]] = [sites, servers];
  if (site === undefined || control === undefined || server === undefined)
    throw new Error('Two sites were asked for.');
  return { ...stage, site, server, control };
}

/** The same, with everything read, built and published once on both. */
export async function openFilledPair(folder?: string): Promise<Pair> {
  const pair = await openPair(folder);
  await Promise.all([pair.site, pair.control].map((each) => each.run({ runId: 'first' })));
  return pair;
}
