import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Cursor, FieldType, SliceSpec, SourcePage, SourceRecord } from '../kit/connector.ts';
import type { JsonReply } from '../kit/http-client.ts';
import { isoUtc } from '../kit/instants.ts';
import { badReply, objectOf, objectsOf, textOf } from '../kit/json-fields.ts';
import { JsonNumber, type JsonObject, type JsonValue } from '../kit/lossless-json.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';
import { recordBody } from '../kit/record-body.ts';
import type { SalesforceApi } from './api.ts';
import type { SalesforceObject } from './config.ts';
import { isExpiredLocator, isQueryTimeout } from './judge.ts';
import { type Position, selectedFields, windowSoql } from './soql.ts';

/** Reads a window by query and locators. A page may be short at any time: only `done` ends it. */
export async function* readWindow(
  api: SalesforceApi,
  source: string,
  object: SalesforceObject,
  slice: SliceSpec,
  from: Cursor | undefined,
  signal: AbortSignal,
): AsyncIterable<SourcePage> {
  let cursor = from;
  for (let count = 1; ; count += 1) {
    const name = { source, stream: slice.stream, page: `${slice.id} page ${count}` };
    const page = await readPage(api, object, slice, cursor, name, signal);
    yield page;
    if (page.done) return;
    cursor = page.next;
  }
}

async function readPage(
  api: SalesforceApi,
  object: SalesforceObject,
  slice: SliceSpec,
  cursor: Cursor | undefined,
  name: PageName,
  signal: AbortSignal,
): Promise<SourcePage> {
  const { reply, mode } = await fetchPage(api, object, slice, cursor, name, signal);
  const body = objectOf(reply.json, 'query result', name);
  const rows = objectsOf(body.records, 'records', name);
  assertFields(rows[0], selectedFields(object, slice.params.flag === true), name);
  for (const row of rows) assertTypes(row, object, name);
  const locator = doneOf(body, name) ? null : locatorOf(body, name);
  const total = Number(textOf(body.totalSize) ?? 0);
  return {
    records: rows.map((row) => recordOf(row, object, name)),
    next: nextCursor(rows.at(-1), object, cursor, locator, mode),
    // A limited query that found as many rows as it may has more behind it.
    done: locator === null && !(mode === 'limited' && total >= limitedRows),
  };
}

/**
 * `whole`: one query goes to the window's end. `limited`: the window is too large to be sorted in one query, and is
 * read a limited number of rows at a time.
 */
type Mode = 'whole' | 'limited';

const limitedRows = 2_000;

interface Fetched {
  readonly reply: JsonReply;
  readonly mode: Mode;
}

async function fetchPage(
  api: SalesforceApi,
  object: SalesforceObject,
  slice: SliceSpec,
  cursor: Cursor | undefined,
  name: PageName,
  signal: AbortSignal,
): Promise<Fetched> {
  const query = (limit?: number) =>
    api.get('/queryAll', { q: windowSoql(slice, object, positionOf(cursor), limit) }, name, signal);
  const mode = modeOf(cursor);
  if (typeof cursor?.locator === 'string') {
    const reply = await api.get(cursor.locator, {}, name, signal);
    if (!isExpiredLocator(reply)) return { reply, mode };
  }
  if (mode !== 'limited') {
    const reply = await query();
    if (!isQueryTimeout(reply)) return { reply, mode };
  }
  const reply = await query(limitedRows);
  if (isQueryTimeout(reply)) throw badReply(name, `Salesforce cannot find ${limitedRows} rows in time.`);
  return { reply, mode: 'limited' };
}

function modeOf(cursor: Cursor | undefined): Mode {
  return cursor?.mode === 'limited' ? 'limited' : 'whole';
}

function positionOf(cursor: Cursor | undefined): Position | undefined {
  const stamp = cursor?.stamp;
  const id = cursor?.id;
  return typeof stamp === 'string' && typeof id === 'string' && /^\w+$/.test(id) ? { stamp, id } : undefined;
}

function nextCursor(
  last: JsonObject | undefined,
  object: SalesforceObject,
  before: Cursor | undefined,
  locator: string | null,
  mode: Mode,
): Cursor {
  if (last === undefined) return { ...before, locator, mode };
  const stamp = isoUtc(textOf(last[object.cursor]) ?? '') ?? null;
  return { locator, stamp, id: textOf(last.Id) ?? null, mode };
}

function doneOf(body: JsonObject, name: PageName): boolean {
  const done = body.done;
  if (typeof done !== 'boolean') throw badReply(name, 'The query result does not say whether it is done.');
  return done;
}

/** Only the path is followed, on the host the token came with. */
function locatorOf(body: JsonObject, name: PageName): string {
  const locator = textOf(body.nextRecordsUrl);
  if (locator === undefined || !/^\/services\/data\/v[\d.]+\/query(All)?\/[\w-]+$/.test(locator))
    throw badReply(name, 'The query result is not done and leads nowhere.');
  return locator;
}

/** Selected fields are present even when empty, so an absent one means the contract has changed. */
function assertFields(row: JsonObject | undefined, fields: readonly string[], name: PageName): void {
  const missing = row === undefined ? undefined : fields.find((field) => row[field] === undefined);
  if (missing !== undefined)
    throw new YardstickError('SOURCE_CONTRACT', `The records came without the field ${missing}.`, {
      subject: subjectOf(name),
    });
}

/** Numbers and truth values come as such; a text in their place means that the field is another one now. */
function assertTypes(row: JsonObject, object: SalesforceObject, name: PageName): void {
  const wrong = Object.entries(object.fields).find(([field, type]) => !fitsType(row[field] ?? null, type));
  if (wrong !== undefined)
    throw new YardstickError(
      'SOURCE_CONTRACT',
      `The field ${wrong[0]} came in another form than ${wrong[1]}.`,
      {
        subject: subjectOf(name),
      },
    );
}

function fitsType(value: JsonValue, type: FieldType): boolean {
  if (value === null) return true;
  if (type === 'int' || type === 'decimal' || type === 'float') return value instanceof JsonNumber;
  if (type === 'bool') return typeof value === 'boolean';
  return type === 'json' || type === 'string' || typeof value === 'string';
}

function recordOf(row: JsonObject, object: SalesforceObject, name: PageName): SourceRecord {
  const { attributes: _, ...fields } = row;
  const key = textOf(row.Id);
  const updatedAt = isoUtc(textOf(row[object.cursor]) ?? '');
  if (key === undefined || updatedAt === undefined)
    throw badReply(name, `A record has no Id or no ${object.cursor}.`);
  return { key, updatedAt, deleted: row.IsDeleted === true, body: recordBody(fields) };
}
