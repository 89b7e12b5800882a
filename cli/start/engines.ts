import { loadConfig } from '../../config/load.ts';
import type { RunFile } from '../../infra/embedded/home/run-file.ts';
import { type Engines, startEngines } from '../../infra/embedded/supervisor.ts';
import type { ConfigChoice } from '../runtime/config-choice.ts';
import type { Console } from './narrate.ts';
import type { Session } from './session.ts';

/** Starts the engines that the configuration does not name elsewhere, and tells the other commands where they are. */
export async function startTheEngines(session: Session, choice: ConfigChoice, say: Console): Promise<void> {
  const elsewhere = externalOf(choice);
  const engines = await startEngines({ home: session.home, external: elsewhere, onEvent: say.event });
  session.enginesRun(engines, embeddedEndpoints(engines, elsewhere));
}

function externalOf(choice: ConfigChoice) {
  const { engines } = choice.sample ? environmentOnly(choice) : loadConfig(choice.file);
  return {
    clickhouseUrl: engines.clickhouse?.url,
    temporalAddress: engines.temporal?.address,
    ledgerUrl: engines.ledger?.url,
  };
}

/** The sample's sources have no addresses yet; its engines are named by the environment alone. */
function environmentOnly({ file }: ConfigChoice) {
  const placeholders = {
    SAMPLE_ERP_URL: 'postgres://127.0.0.1/none',
    SAMPLE_CRM_URL: 'http://127.0.0.1',
    SAMPLE_CRM_CLIENT_ID: 'none',
    SAMPLE_CRM_CLIENT_SECRET: 'none',
    SAMPLE_WEIBO_URL: 'http://127.0.0.1',
    SAMPLE_WEIBO_TOKEN: 'none',
  };
  return loadConfig(file, { ...placeholders, ...process.env });
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
