import type { SourceRecord } from '../kit/connector.ts';
import { isoUtc } from '../kit/instants.ts';
import { badReply, textOf } from '../kit/json-fields.ts';
import type { JsonObject } from '../kit/lossless-json.ts';
import type { PageName } from '../kit/page-name.ts';
import { recordBody } from '../kit/record-body.ts';

/** The id as text: as a number it is above 2^53. */
export function idOf(item: JsonObject, name: PageName): string {
  const id = textOf(item.idstr) ?? textOf(item.id);
  if (id === undefined || !/^\d+$/.test(id)) throw badReply(name, 'An item has no id.');
  return id;
}

export function createdAt(item: JsonObject): string | undefined {
  return isoUtc(textOf(item.created_at) ?? '');
}

/**
 * The item with `created_at` as ISO UTC text; one that is no date stays as it came, for the mapping to judge.
 * Weibo has no modification instant, so the latest reading of an id is its newest state.
 */
export function recordOf(item: JsonObject, name: PageName, more: JsonObject = {}): SourceRecord {
  const id = idOf(item, name);
  const created = createdAt(item);
  const body = { ...item, ...more, idstr: id, ...(created === undefined ? {} : { created_at: created }) };
  return { key: id, updatedAt: undefined, deleted: false, body: recordBody(body) };
}

/** `max_id` includes its own id, so the page after an id starts one below it. */
export function below(id: string): string {
  return String(BigInt(id) - 1n);
}

/** Ids grow with time. */
export function isNewer(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
