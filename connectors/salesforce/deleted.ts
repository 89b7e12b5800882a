import type { SliceSpec, SourcePage, SourceRecord } from '../kit/connector.ts';
import { isoUtc, shiftIso } from '../kit/instants.ts';
import { badReply, objectOf, objectsOf, textOf } from '../kit/json-fields.ts';
import type { JsonObject } from '../kit/lossless-json.ts';
import type { PageName } from '../kit/page-name.ts';
import { textParam } from '../kit/progress.ts';
import { recordBody } from '../kit/record-body.ts';
import type { SalesforceApi } from './api.ts';
import type { SalesforceConfig, SalesforceObject } from './config.ts';

/** How far back the feed answers, in milliseconds: 15 days. */
export const feedReach = 15 * 24 * 60 * 60 * 1000;

/**
 * Records deleted for good, as tombstones: their only fields are Id, IsDeleted and the cursor. A window that has come
 * out of the feed's reach would be refused for good; it finds nothing, and the next slices hold a full reading instead.
 */
export async function readDeleted(
  api: SalesforceApi,
  source: string,
  config: SalesforceConfig,
  object: SalesforceObject,
  slice: SliceSpec,
  now: Date,
  signal: AbortSignal,
): Promise<SourcePage> {
  const name: PageName = { source, stream: slice.stream, page: slice.id };
  const low = textParam(slice, 'low') ?? '';
  const high = textParam(slice, 'high') ?? '';
  if (now.getTime() - Date.parse(low) > feedReach)
    return { records: [], next: { covered: null }, done: true };
  const query = { start: feedTime(low), end: feedTime(high) };
  const reply = await api.get(`/sobjects/${slice.stream}/deleted/`, query, name, signal);
  const body = objectOf(reply.json, 'list of deleted records', name);
  assertCovered(body, shiftIso(high, -config.overlapSeconds * 1000), name);
  const rows = objectsOf(body.deletedRecords, 'deleted records', name);
  return { records: rows.map((row) => tombstone(row, object, name)), next: { covered: high }, done: true };
}

/** The next window overlaps this one by as much as the feed may be behind; more would lose deletions. */
function assertCovered(body: JsonObject, until: string, name: PageName): void {
  const covered = isoUtc(textOf(body.latestDateCovered) ?? '');
  if (covered === undefined || Date.parse(covered) < Date.parse(until))
    throw badReply(name, 'The feed of deleted records has not caught up with this window.');
}

function tombstone(row: JsonObject, object: SalesforceObject, name: PageName): SourceRecord {
  const key = textOf(row.id);
  const stamp = textOf(row.deletedDate) ?? '';
  const updatedAt = isoUtc(stamp);
  if (key === undefined || updatedAt === undefined)
    throw badReply(name, 'A deleted record has no id or no date.');
  const body = recordBody({ Id: key, IsDeleted: true, [object.cursor]: stamp });
  return { key, updatedAt, deleted: true, body };
}

/** Whole seconds with a numeric offset, as the vendor writes it. */
function feedTime(iso: string): string {
  return `${iso.slice(0, 19)}+00:00`;
}
