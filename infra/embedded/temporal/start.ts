import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { assertFree } from '../ports.ts';
import { type Child, spawnChild } from '../processes/child.ts';
import { untilReady } from '../processes/ready.ts';
import { defaultTemporalCache } from './cache.ts';
import { keepHistories, serves } from './probe.ts';
import { resolveTemporalBinary } from './resolve.ts';

export type SearchAttributeType = 'Keyword' | 'KeywordList' | 'Text' | 'Int' | 'Double' | 'Bool' | 'Datetime';

/** By which runs are found in Temporal's UI and API. */
export const runSearchAttributes = { asset: 'Keyword', runKind: 'Keyword', runStatus: 'Keyword' } as const;

export interface TemporalOptions {
  readonly dataDir: string;
  readonly port: number;
  /** Of the web UI; without it there is none. */
  readonly uiPort?: number | undefined;
  /** Default `yardstick`. */
  readonly namespace?: string;
  /** Default: those of a run. */
  readonly searchAttributes?: Readonly<Record<string, SearchAttributeType>>;
  /** Default: `temporal.log` in the data folder. */
  readonly logFile?: string;
  /** Where the binary is kept. Default: `defaultTemporalCache()`. */
  readonly cacheDir?: string;
}

export interface Temporal {
  /** `127.0.0.1:<port>`, gRPC without TLS. */
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly namespace: string;
  readonly pid: number;
  stop(): Promise<void>;
  readonly exited: Promise<number | null>;
}

/**
 * Starts Temporal's dev server on its SQLite file (it survives a kill) and waits until the namespace can be used.
 * Errors: ENGINE_BINARY, ENGINE_START, ENGINE_EXITED, ENGINE_NOT_READY, PORT_TAKEN, HOME_UNWRITABLE.
 */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const settings = { namespace: 'yardstick', searchAttributes: runSearchAttributes, ...options };
  const address = `127.0.0.1:${settings.port}`;
  await assertFree(settings.port, 'temporal');
  const child = await spawnServer(settings);
  await untilReady(child, async () => {
    const ready = await serves(address, settings.namespace, Object.keys(settings.searchAttributes));
    if (ready) await keepHistories(address, settings.namespace);
    return ready;
  });
  return {
    address,
    uiUrl: settings.uiPort === undefined ? undefined : `http://127.0.0.1:${settings.uiPort}`,
    namespace: settings.namespace,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

type Settings = TemporalOptions & Required<Pick<TemporalOptions, 'namespace' | 'searchAttributes'>>;

async function spawnServer(settings: Settings): Promise<Child> {
  const command = await resolveTemporalBinary(settings.cacheDir ?? defaultTemporalCache());
  await mkdir(settings.dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new YardstickError('HOME_UNWRITABLE', 'The folder of the Temporal data cannot be written.', {
      subject: settings.dataDir,
      cause,
    });
  });
  return spawnChild({
    name: 'temporal',
    command,
    args: argumentsFor(settings),
    // Its own variables and configuration files could point it elsewhere.
    env: { PATH: process.env.PATH, HOME: settings.dataDir },
    cwd: settings.dataDir,
    logFile: settings.logFile ?? join(settings.dataDir, 'temporal.log'),
  });
}

function argumentsFor({ dataDir, port, uiPort, namespace, searchAttributes }: Settings): readonly string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--namespace', namespace],
    ...['--db-filename', join(dataDir, 'temporal.sqlite'), '--log-level', 'warn', '--log-format', 'json'],
    // Without a log of writes each step of each workflow waits twice for the disk; a killed server loses nothing by it.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}
