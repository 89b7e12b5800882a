import { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  CheckReport,
  Connector,
  ConnectorContext,
  Cursor,
  DiscoveredStream,
  SliceSpec,
  SourcePage,
  StreamDeclaration,
} from '../kit/connector.ts';
import type { PageName } from '../kit/page-name.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { type SqlConfig, sqlConfig } from './config.ts';
import { sqlControl } from './control.ts';
import { type Database, openDatabase } from './database.ts';
import { readPage } from './page.ts';
import { sqlSlices } from './slices.ts';
import {
  declarationFrom,
  declarationOf,
  planStream,
  type StreamPlan,
  streamSettings,
} from './stream-plan.ts';
import { readColumns, type TableColumns, tableOf } from './table.ts';
import { databaseNow } from './window.ts';

/**
 * An ERP or any other system in PostgreSQL, read by SQL. Field types that the configuration does not declare are
 * taken from information_schema now; every later call looks at the table again and stops at a broken contract.
 *
 * @throws CONFIG_INVALID, SOURCE_UNREACHABLE, SOURCE_AUTH
 */
export async function createSqlConnector(input: unknown, context: ConnectorContext): Promise<Connector> {
  const config = parseConfig(sqlConfig, input, `sources.${context.source}`);
  const database = openDatabase(config, context);
  try {
    const streams = await declareStreams(config, context, database);
    return connectorOver(config, context, database, streams);
  } catch (caught) {
    await database.close();
    throw caught;
  }
}

async function declareStreams(
  config: SqlConfig,
  { source }: ConnectorContext,
  database: Database,
): Promise<readonly StreamDeclaration[]> {
  const names = Object.keys(config.streams);
  const tables = await columnsOf(config, { source, page: 'declarations' }, database, names, never());
  return names.map((name, index) => {
    const table = tables[index] ?? new Map();
    return planned(
      () => declarationOf(planStream(source, name, config, table)),
      () => declarationFrom(name, streamSettings(source, name, config)),
    );
  });
}

/** One broken stream must not hide the others: it is declared as configured, and its own calls report it. */
function planned<T>(plan: () => T, otherwise: () => T): T {
  try {
    return plan();
  } catch (caught) {
    if (caught instanceof YardstickError && caught.kind === 'contract') return otherwise();
    throw caught;
  }
}

function columnsOf(
  config: SqlConfig,
  name: PageName,
  database: Database,
  streams: readonly string[],
  signal: AbortSignal,
): Promise<readonly TableColumns[]> {
  const tables = streams.map((stream) => tableOf(streamSettings(name.source, stream, config), config));
  return database.read(name, signal, (reader) => readColumns(reader, tables));
}

function connectorOver(
  config: SqlConfig,
  { source, now }: ConnectorContext,
  database: Database,
  streams: readonly StreamDeclaration[],
): Connector {
  const plan = async (stream: string, signal: AbortSignal): Promise<StreamPlan> => {
    const [table] = await columnsOf(config, { source, stream, page: 'columns' }, database, [stream], signal);
    return planStream(source, stream, config, table ?? new Map());
  };
  const names = Object.keys(config.streams);
  return {
    streams,
    check: (signal) => checkStreams(database, source, names, plan, now, signal),
    async discover(signal): Promise<readonly DiscoveredStream[]> {
      const tables = await columnsOf(config, { source, page: 'columns' }, database, names, signal);
      return names.map((name, index) => ({ name, fields: dataTypes(tables[index]) }));
    },
    async slices(stream, progress, signal) {
      const planNow = await plan(stream, signal);
      return database.read({ source, stream, page: 'window' }, signal, (reader) =>
        sqlSlices(reader, source, planNow, progress, now()),
      );
    },
    read: (slice, from, signal) => pages(database, source, plan, slice, from, signal),
    async control(stream, signal, slice) {
      const planNow = await plan(stream, signal);
      return database.read({ source, stream, page: 'control' }, signal, (reader) =>
        sqlControl(reader, planNow, slice),
      );
    },
    close: () => database.close(),
  };
}

type PlanStream = (stream: string, signal: AbortSignal) => Promise<StreamPlan>;

async function* pages(
  database: Database,
  source: string,
  plan: PlanStream,
  slice: SliceSpec,
  from: Cursor | undefined,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  const planNow = await plan(slice.stream, signal);
  let cursor = from;
  for (let count = 1; ; count += 1) {
    const at = cursor;
    const name = { source, stream: slice.stream, page: `${slice.id} page ${count}` };
    const page = await database.read(name, signal, (reader) => readPage(reader, planNow, slice, at));
    yield page;
    if (page.done) return;
    cursor = page.next;
  }
}

async function checkStreams(
  database: Database,
  source: string,
  names: readonly string[],
  plan: PlanStream,
  now: () => Date,
  signal: AbortSignal,
): Promise<CheckReport> {
  const clock = await database.read({ source, page: 'clock' }, signal, databaseNow);
  const clockSkewMs = Date.parse(clock) - now().getTime();
  const streams: CheckReport['streams'][number][] = [];
  for (const stream of names) {
    const problem = await problemOf(database, source, stream, plan, signal);
    streams.push(problem === undefined ? { stream, ok: true } : { stream, ok: false, problem });
  }
  return { ok: streams.every(({ ok }) => ok), streams, clockSkewMs };
}

async function problemOf(
  database: Database,
  source: string,
  stream: string,
  plan: PlanStream,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const planNow = await plan(stream, signal);
    const one = { ...planNow, settings: { ...planNow.settings, pageRows: 1 } };
    const slice = { stream, id: 'check', params: { kind: 'full' }, complete: false };
    await database.read({ source, stream, page: 'check' }, signal, (reader) =>
      readPage(reader, one, slice, undefined),
    );
    return undefined;
  } catch (caught) {
    if (caught instanceof YardstickError) return caught.explain();
    throw caught;
  }
}

function dataTypes(table: TableColumns | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries([...(table ?? new Map()).values()].map(({ name, dataType }) => [name, dataType]));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
