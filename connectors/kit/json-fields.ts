import { YardstickError } from '../../errors/yardstick-error.ts';
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from './lossless-json.ts';
import { type PageName, subjectOf } from './page-name.ts';

/** A reply that lacks what the vendor promises. */
export function badReply(name: PageName, happened: string): YardstickError {
  return new YardstickError('SOURCE_BAD_RESPONSE', happened, { subject: subjectOf(name) });
}

/** @throws SOURCE_BAD_RESPONSE */
export function objectOf(value: JsonValue | undefined, what: string, name: PageName): JsonObject {
  if (!isJsonObject(value)) throw badReply(name, `The reply has no ${what}.`);
  return value;
}

/** @throws SOURCE_BAD_RESPONSE */
export function objectsOf(value: JsonValue | undefined, what: string, name: PageName): readonly JsonObject[] {
  if (!Array.isArray(value)) throw badReply(name, `The reply has no list of ${what}.`);
  return value.map((item: JsonValue) => objectOf(item, what, name));
}

/** Text or number as text; undefined for anything else. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' ? value : undefined;
}
