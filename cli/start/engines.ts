import type { Config } from '../../config/load.ts';
import type { EngineSettings } from '../../config/schema.ts';
import type { ClickHouseUser } from '../../infra/embedded/clickhouse/spawn.ts';
import type { RunFile } from '../../infra/embedded/home/run-file.ts';
import { type Engines, startEngines } from '../../infra/embedded/supervisor.ts';
import type { Console } from './narrate.ts';
import type { Session } from './session.ts';

/** Starts the engines that the configuration does not name elsewhere, and tells the other commands where they are. */
export async function startTheEngines(
  session: Session,
  { engines: settings, limits }: Pick<Config, 'engines' | 'limits'>,
  users: readonly ClickHouseUser[],
  say: Console,
): Promise<void> {
  const elsewhere = externalOf(settings);
  const engines = await startEngines({
    ...{ home: session.home, external: elsewhere, clickhouse: { limits, users }, onEvent: say.event },
  });
  session.enginesRun(engines, embeddedEndpoints(engines, elsewhere));
}

function externalOf({ clickhouse, temporal, ledger }: EngineSettings) {
  return {
    clickhouseUrl: clickhouse?.url,
    temporalAddress: temporal?.address,
    ledgerUrl: ledger?.url,
  };
}

/** What runs elsewhere has its own users, named in yardstick.yaml, not in the run file. */
function embeddedEndpoints(
  { endpoints }: Engines,
  elsewhere: ReturnType<typeof externalOf>,
): RunFile['endpoints'] {
  return {
    ...(elsewhere.clickhouseUrl === undefined ? { clickhouse: endpoints.clickhouse } : {}),
    ...(elsewhere.temporalAddress === undefined ? { temporal: endpoints.temporal } : {}),
    ...(elsewhere.ledgerUrl === undefined ? { ledger: endpoints.ledger } : {}),
    ...(endpoints.temporalUi === undefined ? {} : { temporalUi: endpoints.temporalUi }),
  };
}
