import type { YardstickError } from '../../errors/yardstick-error.ts';
import {
  type ClickHouseExtras,
  type EngineName,
  type EnginePlace,
  engineStarters,
  logFileOf,
} from './engines.ts';
import type { EngineEvent } from './events.ts';
import { assertReachable, type ExternalEngines } from './external.ts';
import type { Home } from './home/open.ts';
import type { RunningChild } from './home/run-file.ts';
import { claimPort } from './ports.ts';
import type { RestartPolicy } from './restart-policy.ts';
import { stopInTime } from './stop-in-time.ts';
import { type Running, type Supervised, supervise } from './supervise.ts';

export interface PreferredPorts {
  /** Default 8123. */
  readonly clickhouse?: number;
  /** Default 7233. */
  readonly temporal?: number;
  /** Default 8233. */
  readonly temporalUi?: number;
  /** Default 15432, so that a PostgreSQL of the machine keeps its own. */
  readonly ledger?: number;
}

export interface EnginesOptions {
  readonly home: Home;
  readonly preferredPorts?: PreferredPorts;
  readonly external?: ExternalEngines;
  readonly clickhouse?: ClickHouseExtras;
  readonly onEvent?: (event: EngineEvent) => void;
  readonly policy?: Partial<RestartPolicy>;
}

export interface EngineEndpoints {
  readonly clickhouse: string;
  /** host:port */
  readonly temporal: string;
  readonly temporalUi?: string;
  readonly ledger: string;
}

export interface Engines {
  /** Without passwords, except the ledger's URL: the ClickHouse users' are in the home's secrets. */
  readonly endpoints: EngineEndpoints;
  /** The processes of the embedded engines as they are now. */
  children(): readonly RunningChild[];
  /** Resolves when an engine keeps crashing and is left down; the others run on. */
  readonly gaveUp: Promise<YardstickError>;
  /** Stops all within ten seconds: Temporal first, then what its activities write to. */
  stop(): Promise<void>;
}

interface SupervisedEngine {
  readonly engine: EngineName;
  readonly place: EnginePlace;
  readonly supervised: Supervised<Running>;
}

/**
 * Starts the engines that do not run elsewhere, all at once, and keeps them running.
 * Errors: those of the engines, and ENGINE_UNREACHABLE for one that runs elsewhere; then none is left running.
 */
export async function startEngines(options: EnginesOptions): Promise<Engines> {
  const external = options.external ?? {};
  await assertReachable(external);
  const places = await claimPlaces(options, embeddedEngines(external));
  const engines = await startAll(options, places);
  return {
    endpoints: endpointsOf(options.home, external, places),
    children: () => engines.map(childOf),
    gaveUp: Promise.race(engines.map(({ supervised }) => supervised.gaveUp)),
    stop: () => stopAll(engines),
  };
}

function embeddedEngines(external: ExternalEngines): readonly EngineName[] {
  const elsewhere = {
    clickhouse: external.clickhouseUrl,
    temporal: external.temporalAddress,
    postgres: external.ledgerUrl,
  };
  return (['clickhouse', 'temporal', 'postgres'] as const).filter((name) => elsewhere[name] === undefined);
}

type Places = ReadonlyMap<EngineName, EnginePlace>;

async function claimPlaces(options: EnginesOptions, names: readonly EngineName[]): Promise<Places> {
  const ports = {
    clickhouse: 8123,
    temporal: 7233,
    temporalUi: 8233,
    ledger: 15_432,
    ...options.preferredPorts,
  };
  const claim = async (name: string, preferred: number): Promise<number> => {
    const claimed = await claimPort(preferred);
    if (!claimed.preferred) options.onEvent?.({ type: 'port-moved', name, preferred, port: claimed.port });
    return claimed.port;
  };
  const places = {
    clickhouse: async () => ({ port: await claim('clickhouse', ports.clickhouse) }),
    temporal: async () => ({
      port: await claim('temporal', ports.temporal),
      uiPort: await claim('temporal UI', ports.temporalUi),
    }),
    postgres: async () => ({ port: await claim('postgres', ports.ledger) }),
  };
  return new Map(await Promise.all(names.map(async (name) => [name, await places[name]()] as const)));
}

async function startAll(options: EnginesOptions, places: Places): Promise<readonly SupervisedEngine[]> {
  const starts = await Promise.allSettled(
    [...places].map(([engine, place]) => startOne(options, engine, place)),
  );
  const engines = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed === undefined) return engines;
  await stopAll(engines);
  throw failed.reason;
}

async function startOne(
  options: EnginesOptions,
  engine: EngineName,
  place: EnginePlace,
): Promise<SupervisedEngine> {
  const { home, clickhouse, onEvent, policy } = options;
  const logFile = logFileOf(home, engine);
  const supervised = await supervise({
    name: engine,
    logFile,
    start: () => engineStarters[engine](home, place, logFile, clickhouse),
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(policy === undefined ? {} : { policy }),
  });
  return { engine, place, supervised };
}

function childOf({ engine, place, supervised }: SupervisedEngine): RunningChild {
  return { name: engine, pid: supervised.current().pid, port: place.port };
}

function endpointsOf(home: Home, external: ExternalEngines, places: Places): EngineEndpoints {
  const at = (name: EngineName) => `127.0.0.1:${places.get(name)?.port}`;
  const uiPort = places.get('temporal')?.uiPort;
  return {
    clickhouse: external.clickhouseUrl ?? `http://${at('clickhouse')}`,
    temporal: external.temporalAddress ?? at('temporal'),
    ledger: external.ledgerUrl ?? `postgres://yardstick:${home.secrets.ledger}@${at('postgres')}/postgres`,
    ...(uiPort === undefined ? {} : { temporalUi: `http://127.0.0.1:${uiPort}` }),
  };
}

async function stopAll(engines: readonly SupervisedEngine[]): Promise<void> {
  await stopThese(engines, (engine) => engine === 'temporal', 3_000);
  await stopThese(engines, (engine) => engine !== 'temporal', 6_000);
}

async function stopThese(
  engines: readonly SupervisedEngine[],
  which: (engine: EngineName) => boolean,
  withinMs: number,
): Promise<void> {
  const chosen = engines.filter(({ engine }) => which(engine));
  await Promise.all(
    chosen.map(({ supervised }) => stopInTime(supervised.stop, supervised.current, withinMs)),
  );
}
