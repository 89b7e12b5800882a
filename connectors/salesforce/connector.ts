import { Decimal } from 'decimal.js';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  CheckReport,
  Connector,
  ConnectorContext,
  ControlTotals,
  Cursor,
  SliceSpec,
  SourcePage,
  StreamDeclaration,
} from '../kit/connector.ts';
import { isoUtc, shiftIso } from '../kit/instants.ts';
import { objectOf, objectsOf, textOf } from '../kit/json-fields.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { textParam } from '../kit/progress.ts';
import { createSalesforceApi, type SalesforceApi } from './api.ts';
import { type SalesforceConfig, type SalesforceObject, salesforceConfig } from './config.ts';
import { readDeleted } from './deleted.ts';
import { assertContract, type Description, describeObject } from './describe.ts';
import { isQueryTimeout } from './judge.ts';
import { clockEnd, salesforceSlices } from './slices.ts';
import { controlSoql, newestSoql } from './soql.ts';
import { readWindow } from './window.ts';

/**
 * Salesforce over its REST API: every configured object is a stream. Makes no call until it is asked.
 *
 * @throws CONFIG_INVALID
 */
export function createSalesforceConnector(input: unknown, context: ConnectorContext): Connector {
  const config = parseConfig(salesforceConfig, input, `sources.${context.source}`);
  const api = createSalesforceApi(config, context);
  const { source } = context;
  const names = Object.keys(config.objects);
  const checked = async (stream: string, signal: AbortSignal): Promise<Description> => {
    const description = await describeObject(api, source, stream, signal);
    assertContract(objectNamed(config, source, stream), description, { source, stream });
    return description;
  };
  return {
    streams: Object.entries(config.objects).map(([name, object]) => declaration(name, object)),
    check: (signal) => checkObjects(names, checked, context.now, signal),
    discover: (signal) =>
      Promise.all(
        names.map(async (name) => {
          const { fields } = await describeObject(api, source, name, signal);
          return { name, fields: Object.fromEntries(fields) };
        }),
      ),
    async slices(stream, progress, signal) {
      const description = await checked(stream, signal);
      const object = objectNamed(config, source, stream);
      // The feed of deleted records goes by the clock, whatever the records' stamps say.
      const feedEnd = clockEnd(config, context.now(), description.serverTime);
      const end =
        config.windowEnd === 'clock' ? feedEnd : await newestEnd(api, source, stream, object, signal);
      if (end === undefined) return [];
      return salesforceSlices(stream, config, object, description, progress, {
        end,
        feedEnd,
        now: context.now(),
      });
    },
    read: (slice, from, signal) => readSlice(api, context, config, slice, from, signal),
    control: (stream, signal, slice) => control(api, source, config, stream, slice, signal),
    close: async () => undefined,
  };
}

function objectNamed(config: SalesforceConfig, source: string, stream: string): SalesforceObject {
  const object = config.objects[stream];
  if (object !== undefined) return object;
  throw new YardstickError('SOURCE_CONTRACT', 'The source has no stream of this name.', {
    subject: subjectOf({ source, stream }),
  });
}

/** Just behind the newest record, since the end of a window is not part of it; undefined when there is none. */
async function newestEnd(
  api: SalesforceApi,
  source: string,
  stream: string,
  object: SalesforceObject,
  signal: AbortSignal,
): Promise<string | undefined> {
  const name = { source, stream, page: 'newest' };
  const q = newestSoql(stream, object);
  const reply = await api.get('/queryAll', { q }, name, signal);
  if (isQueryTimeout(reply)) throw newestTimeout(name);
  const body = objectOf(reply.json, 'query result', name);
  const newest = isoUtc(textOf(objectsOf(body.records, 'records', name)[0]?.newest) ?? '');
  return newest === undefined ? undefined : shiftIso(newest, 1);
}

/** Asking again takes as long again, so it is not called a passing failure. */
function newestTimeout(name: PageName): YardstickError {
  return new YardstickError(
    'SOURCE_CONTRACT',
    'Salesforce cannot find the newest record in time (QUERY_TIMEOUT).',
    {
      subject: subjectOf(name),
      advice:
        'Set windowEnd: clock for this source; its windows then end at the clock and need no such query.',
    },
  );
}

function declaration(name: string, object: SalesforceObject): StreamDeclaration {
  return {
    name,
    primaryKey: ['Id'],
    cursor: object.cursor,
    deleteMode: object.deletedFeed ? 'feed' : 'flag',
    fields: { Id: 'string', [object.cursor]: 'timestamp', ...object.fields },
  };
}

async function* readSlice(
  api: SalesforceApi,
  { source, now }: ConnectorContext,
  config: SalesforceConfig,
  slice: SliceSpec,
  from: Cursor | undefined,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  const object = objectNamed(config, source, slice.stream);
  if (slice.params.kind === 'deleted')
    yield await readDeleted(api, source, config, object, slice, now(), signal);
  else yield* readWindow(api, source, object, slice, from, signal);
}

async function checkObjects(
  names: readonly string[],
  describe: (stream: string, signal: AbortSignal) => Promise<Description>,
  now: () => Date,
  signal: AbortSignal,
): Promise<CheckReport> {
  const results = await Promise.all(names.map((stream) => checkObject(stream, describe, signal)));
  const clock = results.map(({ serverTime }) => serverTime).find((time) => time !== undefined);
  const streams = results.map(({ serverTime: _, ...report }) => report);
  return {
    ok: streams.every(({ ok }) => ok),
    streams,
    ...(clock === undefined ? {} : { clockSkewMs: clock.getTime() - now().getTime() }),
  };
}

async function checkObject(
  stream: string,
  describe: (stream: string, signal: AbortSignal) => Promise<Description>,
  signal: AbortSignal,
): Promise<CheckReport['streams'][number] & { readonly serverTime?: Date | undefined }> {
  try {
    const { serverTime } = await describe(stream, signal);
    return { stream, ok: true, serverTime };
  } catch (caught) {
    if (caught instanceof YardstickError) return { stream, ok: false, problem: caught.explain() };
    throw caught;
  }
}

/**
 * Sums of currency fields are in the organisation's corporate currency when it uses several. Undefined where the
 * object is too large to be counted in time: what was read stays read.
 */
async function control(
  api: SalesforceApi,
  source: string,
  config: SalesforceConfig,
  stream: string,
  slice: SliceSpec | undefined,
  signal: AbortSignal,
): Promise<ControlTotals | undefined> {
  const name = { source, stream, page: 'control' };
  const object = objectNamed(config, source, stream);
  const q = controlSoql(stream, object, config, textParam(slice, 'high'));
  const reply = await api.get('/query', { q }, name, signal);
  if (isQueryTimeout(reply)) return undefined;
  const body = objectOf(reply.json, 'query result', name);
  const row = objectOf(objectsOf(body.records, 'records', name)[0], 'total', name);
  const sums = (object.control?.sums ?? []).map((field, index): [string, string] => [
    field,
    plainDecimal(textOf(row[`s${index}`]) ?? '0'),
  ]);
  return { rows: textOf(row.n) ?? '0', sums: Object.fromEntries(sums) };
}

/** Large sums come as `1.25E9`. */
function plainDecimal(text: string): string {
  return new Decimal(text).toFixed();
}
