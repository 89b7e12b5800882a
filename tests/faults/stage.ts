import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyTree } from '../../infra/embedded/backup/copy-tree.ts';
import {
  type TestClickHouse,
  testClickHouse,
  testClickHouseOn,
  testDataDir,
} from '../../infra/embedded/clickhouse/test-server.ts';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { joinShop, openShop, type Shop } from './company/shop.ts';
import { filledModel, ledgerModel } from './filled-model.ts';
import { copySite, openSite, type Site, type SiteEngines } from './site.ts';

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

/** Sites that have read nothing yet. */
export async function openStage(names: readonly string[]): Promise<Stage> {
  const postgres = await testPostgres();
  const shop = await openShop(postgres.url);
  const servers = await Promise.all(names.map(() => testClickHouse()));
  return stageOf({ postgres, shop, servers }, names, openSite);
}

/**
 * Sites on which a run `first` has read, built and published everything once. `folders` names where the warehouse of a site stands,
 * when that matters.
 */
export async function openFilledStage(
  names: readonly string[],
  folders: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const model = await filledModel();
  const postgres = await testPostgres(join(model, 'postgres'));
  const shop = await joinShop(postgres.url);
  const servers = await Promise.all(names.map((name) => copiedServer(model, folders[name])));
  return stageOf({ postgres, shop, servers }, names, (name, engines) => copySite(name, engines, ledgerModel));
}

interface StageEngines {
  readonly postgres: TestPostgres;
  readonly shop: Shop;
  readonly servers: readonly TestClickHouse[];
}

async function stageOf(
  { postgres, shop, servers }: StageEngines,
  names: readonly string[],
  open: (name: string, engines: SiteEngines) => Promise<Site>,
): Promise<Stage> {
  const engines = { postgresUrl: postgres.url, shopUrl: shop.url, scope: 'each kind' } as const;
  const sites = await Promise.all(
    servers.map((clickhouse, index) => open(names[index] ?? '', { ...engines, clickhouse })),
  );
  return {
    ...{ shop, sites, servers, postgresUrl: postgres.url },
    stop: async () => {
      await Promise.all(sites.map((site) => site.close()));
      await shop.close();
      await Promise.all(servers.map((server) => server.stop()));
      await postgres.stop();
    },
  };
}

/** A folder of its own is a small disk, to be filled to its last byte: nothing of it is kept free. */
async function copiedServer(model: string, folder: string | undefined): Promise<TestClickHouse> {
  const dataDir = await testDataDir(folder ?? tmpdir());
  await copyTree(join(model, 'clickhouse'), dataDir);
  const server = await testClickHouseOn(dataDir, [], folder === undefined ? {} : { freeDisk: 0 });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/** A site that something happens to, and one that is left in peace: in the end both must show the same. */
export interface Pair extends Pick<Stage, 'shop' | 'postgresUrl' | 'stop'> {
  readonly site: Site;
  /** The site's ClickHouse. */
  readonly server: TestClickHouse;
  readonly control: Site;
}

const pairNames = ['site', 'control'];

export async function openPair(): Promise<Pair> {
  return pairOf(await openStage(pairNames));
}

/** `folder` is where the warehouse of the site stands, when that matters. */
export async function openFilledPair(folder?: string): Promise<Pair> {
  return pairOf(await openFilledStage(pairNames, folder === undefined ? {} : { site: folder }));
}

function pairOf({ sites, servers, ...stage }: Stage): Pair {
  const [[site, control], [server]] = [sites, servers];
  if (site === undefined || control === undefined || server === undefined)
    throw new Error('Two sites were asked for.');
  return { ...stage, site, server, control };
}
