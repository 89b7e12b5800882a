import type { SourceRecord } from '../kit/connector.ts';
import { recordKey } from '../kit/record-key.ts';
import type { Header } from './header.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { ParsedRow } from './parse-rows.ts';
import { decoded } from './text.ts';

type Values = Readonly<Record<string, string>>;
/** A part of a row, or the reason why it cannot be had. */
type Taken<T> = { readonly value: T } | { readonly refused: string };

/**
 * A row as a record. Its body holds the values as texts, empty ones left out, and the row's place. One that cannot be taken apart is a
 * record of its place alone, with the reason, so that staging sets it aside instead of losing it.
 */
export function recordOf(
  row: ParsedRow,
  file: InspectedFile,
  header: Header,
  primaryKey: readonly string[] | undefined,
): SourceRecord {
  const place = `${file.name} line ${row.end.line}`;
  const written = { _file: file.name, _line: String(row.end.line) };
  const values = valuesOf(row, file, header);
  if ('refused' in values) return living(place, { ...written, _refused: values.refused });
  const key = primaryKey === undefined ? { value: place } : keyOf(values.value, primaryKey);
  if ('refused' in key) return living(place, { ...written, _refused: key.refused });
  return living(key.value, { ...values.value, ...written });
}

function living(key: string, body: Values): SourceRecord {
  return { key, updatedAt: undefined, deleted: false, body: JSON.stringify(body) };
}

function valuesOf({ values }: ParsedRow, { encoding }: InspectedFile, { fields }: Header): Taken<Values> {
  const surplus = values.slice(fields.length).some((value) => value.length > 0);
  if (values.length < fields.length || surplus)
    return { refused: `${values.length} values under ${fields.length} columns` };
  const found: [string, string][] = [];
  for (const [at, field] of fields.entries()) {
    const value = values[at];
    if (field === undefined || value === undefined) continue;
    const text = decoded(value, encoding);
    if (text === undefined) return { refused: `${field} is no text in ${encoding}` };
    if (text.trim() !== '') found.push([field, text]);
  }
  return { value: Object.fromEntries(found) };
}

function keyOf(values: Values, primaryKey: readonly string[]): Taken<string> {
  const empty = primaryKey.find((field) => values[field] === undefined);
  if (empty !== undefined) return { refused: `${empty} of the key is empty` };
  return { value: recordKey(primaryKey.map((field) => values[field] ?? '')) };
}
