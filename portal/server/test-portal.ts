import { afterAll, beforeAll, expect } from 'vitest';
import { type ClickHouseUser, hashPassword } from '../../infra/embedded/clickhouse/spawn.ts';
import { type TestClickHouse, testClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { type TestLedger, testLedger } from '../../ledger/test-ledger.ts';
import { openWarehouse, type Warehouse } from '../../warehouse/client.ts';
import type { PortalOptions } from './options.ts';
import { type Portal, startPortal } from './start.ts';
import { TestBrowser } from './test-browser.ts';
import { password, today } from './test-company.ts';
import { fillAccounts, fillLedger } from './test-company-ledger.ts';
import { fillWarehouse } from './test-company-warehouse.ts';

/** The portal needs to read and nothing more. */
const readerPassword = 'only for reading';

const company = {
  name: '启衡工业品',
  timezone: 'Asia/Shanghai',
  baseCurrency: 'CNY',
  fiscalYearStart: 1,
  language: 'zh-CN',
} as const;

/** The portal of the test company over real engines, known once the tests run. */
interface TestPortal {
  readonly url: () => string;
  readonly db: () => LedgerDb;
  readonly warehouse: () => Warehouse;
  readonly warehouseUrl: () => string;
  /** A further portal over the same ledger; the caller stops it. */
  readonly open: (clickhouseUrl: string, change?: Partial<PortalOptions>) => Promise<Portal>;
  /** A browser in which the account of this role is signed in. */
  readonly signedIn: (role: string) => Promise<TestBrowser>;
}

/** Call it once at the top of a test file; everything lives as long as its tests. */
export function testPortal(): TestPortal {
  let clickhouse: TestClickHouse;
  let ledger: TestLedger;
  let warehouse: Warehouse;
  let portal: Portal;

  beforeAll(async () => {
    const reader: ClickHouseUser = {
      name: 'portal',
      passwordHash: await hashPassword(readerPassword),
      rights: 'reader',
      databases: ['store', 'meta'],
    };
    [clickhouse, ledger] = await Promise.all([testClickHouse([reader]), testLedger()]);
    warehouse = openWarehouse(clickhouse);
    await fillWarehouse(warehouse);
    await fillAccounts(ledger.db);
    await fillLedger(ledger.db);
    portal = await open(clickhouse.url);
  }, 180_000);
  afterAll(async () => {
    await portal?.stop();
    await warehouse?.close();
    await ledger?.close();
    await clickhouse?.stop();
  }, 60_000);

  const open = (clickhouseUrl: string, change: Partial<PortalOptions> = {}) =>
    startPortal({
      port: 0,
      ledgerUrl: ledger.url,
      clickhouse: { url: clickhouseUrl, username: 'portal', password: readerPassword },
      sessionSecret: 'a secret of at least thirty-two characters',
      company,
      tileTimeoutMs: 10_000,
      loginsPerMinute: 1000,
      failuresPerMinute: 1000,
      logLevel: 'silent',
      now: () => new Date(`${today}T04:00:00Z`),
      ...change,
    });
  return {
    url: () => portal.url,
    db: () => ledger.db,
    warehouse: () => warehouse,
    warehouseUrl: () => clickhouse.url,
    open,
    signedIn: async (role) => {
      const browser = new TestBrowser(portal.url);
      const answer = await browser.signIn(`${role}@example.com`, password);
      expect(answer.status).toBe(200);
      return browser;
    },
  };
}

export const september = { release: '1', from: '2026-09-01', to: '2026-09-30' };

/** The address of a tile's numbers, or of its rows or export. */
export function tile(dashboard: string, key: string, query: Record<string, string> = september): string {
  return `/api/dashboards/${dashboard}/tiles/${key}?${new URLSearchParams(query)}`;
}
