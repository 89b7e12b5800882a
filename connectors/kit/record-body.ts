import {
  JsonNumber,
  type JsonObject,
  type JsonValue,
  parseLosslessJson,
  writeLosslessJson,
} from './lossless-json.ts';

/**
 * The JSON text a record is kept as. The warehouse reads a JSON number through a double where it is no 64-bit
 * integer, so a number that has more digits than a double carries is written as a string of the same digits;
 * staging reads both alike.
 */
export function recordBody(fields: JsonObject): string {
  return writeLosslessJson(carried(fields));
}

/** The same for JSON that a source wrote itself. Text without long numbers stays as it is. */
export function recordBodyOf(json: string): string {
  return longNumber.test(json) ? writeLosslessJson(carried(parseLosslessJson(json))) : json;
}

/** A fraction of more than 15 digits, or an integer that may not fit into 64 bits. Finds some strings as well. */
const longNumber = /\d{19}|(?=[\d.]{17})\d{1,18}\.\d/;

function carried(value: JsonValue): JsonValue {
  if (value instanceof JsonNumber) return fits(value.text) ? value : value.text;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(carried);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, carried(member)]));
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Fifteen significant digits pass through a double and back; a 64-bit integer is read as one. */
function fits(text: string): boolean {
  if (/^-?\d+$/.test(text)) return BigInt.asIntN(64, BigInt(text)) === BigInt(text);
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  const significant = digits.replace(/[-.]/g, '').replace(/^0+/, '');
  return significant.length <= 15 && Math.abs(Number(exponent)) < 280;
}
