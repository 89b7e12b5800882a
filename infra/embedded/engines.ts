import { join } from 'node:path';
import { withheldFrom } from '../../access/confidential.ts';
import type { LimitSettings } from '../../config/limits.ts';
import { type ClickHouseUser, hashPassword, spawnClickHouse } from './clickhouse/spawn.ts';
import type { Home } from './home/open.ts';
import { startPostgres } from './postgres/start.ts';
import type { Running } from './supervise.ts';
import { startTemporal } from './temporal/start.ts';

/** The users of the embedded ClickHouse; their passwords are in the home's secrets. */
export const clickHouseUserNames = { admin: 'admin', loader: 'loader', bi: 'bi', portal: 'portal' } as const;

/** Where an engine is reached; a UI only where it has one. */
export interface EnginePlace {
  readonly port: number;
  readonly uiPort?: number | undefined;
}

export type EngineName = 'clickhouse' | 'temporal' | 'postgres';

/** What the configuration says of the embedded ClickHouse. */
export interface ClickHouseExtras {
  readonly limits?: LimitSettings;
  /** Besides its own. */
  readonly users?: readonly ClickHouseUser[];
}

/** How each engine is started in a home; the processes outlive neither us nor their `stop`. */
export const engineStarters: Readonly<
  Record<
    EngineName,
    (home: Home, place: EnginePlace, logFile: string, clickhouse?: ClickHouseExtras) => Promise<Running>
  >
> = {
  clickhouse: async (home, { port }, logFile, { limits = {}, users = [] } = {}) =>
    spawnClickHouse({
      ...{ dataDir: home.paths.clickhouse, port, logFile, limits },
      users: [...(await usersOf(home)), ...users],
    }),
  temporal: (home, place, logFile) => startTemporal({ dataDir: home.paths.temporal, ...place, logFile }),
  postgres: (home, { port }, logFile) =>
    startPostgres({ dataDir: home.paths.postgres, port, password: home.secrets.ledger, logFile }),
};

/** The log of a child of this home. */
export function logFileOf(home: Home, name: string): string {
  return join(home.paths.logs, `${name}.log`);
}

/** The users it always has. */
export async function usersOf({ secrets }: Pick<Home, 'secrets'>): Promise<readonly ClickHouseUser[]> {
  const [admin, loader, bi, portal] = await Promise.all(
    [secrets.clickhouseAdmin, secrets.clickhouseLoader, secrets.clickhouseBi, secrets.clickhousePortal].map(
      hashPassword,
    ),
  );
  return [
    { name: clickHouseUserNames.admin, passwordHash: admin ?? '', rights: 'admin' },
    { name: clickHouseUserNames.loader, passwordHash: loader ?? '', rights: 'loader' },
    {
      name: clickHouseUserNames.bi,
      passwordHash: bi ?? '',
      rights: 'reader',
      withheld: [...withheldFrom('analyst')],
    },
    {
      ...{ name: clickHouseUserNames.portal, passwordHash: portal ?? '', rights: 'reader' },
      databases: ['store', 'meta'],
    },
  ];
}
