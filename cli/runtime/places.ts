import type { Config } from '../../config/load.ts';
import type { TemporalSettings } from '../../config/temporal.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { clickHouseUserNames } from '../../infra/embedded/engines.ts';
import type { RunFile } from '../../infra/embedded/home/run-file.ts';
import type { HomeSecrets } from '../../infra/embedded/home/secrets.ts';
import type { WarehouseAddress } from '../../warehouse/client.ts';

/** Where the engines are reached, passwords included. */
export interface Places {
  readonly clickhouse: WarehouseAddress;
  /** The same warehouse for the portal, which only reads. */
  readonly portalClickhouse: WarehouseAddress;
  readonly temporal: TemporalSettings;
  readonly ledgerUrl: string;
}

/** The namespace that the embedded Temporal is started with. */
export const embeddedNamespace = 'yardstick';

/** Each engine as the configuration names it, else as it runs in the home. Error: NOT_RUNNING. */
export function placesOf(
  engines: Config['engines'],
  running: RunFile['endpoints'] | undefined,
  secrets: HomeSecrets | undefined,
): Places {
  const clickhouse = (user: 'loader' | 'portal'): WarehouseAddress => {
    if (engines.clickhouse !== undefined) return engines.clickhouse;
    if (running?.clickhouse === undefined || secrets === undefined) return missing('CLICKHOUSE_URL');
    const password = user === 'loader' ? secrets.clickhouseLoader : secrets.clickhousePortal;
    return { url: running.clickhouse, username: clickHouseUserNames[user], password };
  };
  return {
    clickhouse: clickhouse('loader'),
    portalClickhouse: clickhouse('portal'),
    temporal:
      engines.temporal ??
      (running?.temporal === undefined
        ? missing('TEMPORAL_ADDRESS')
        : { address: running.temporal, namespace: embeddedNamespace, tls: false }),
    ledgerUrl: engines.ledger?.url ?? running?.ledger ?? missing('LEDGER_URL'),
  };
}

function missing(variable: string): never {
  throw new YardstickError('NOT_RUNNING', 'Yardstick does not run in this home.', {
    advice: `Start it with \`yardstick start\`, or name the engines in yardstick.yaml or by ${variable}.`,
  });
}
