import type { SourceRecord } from '../kit/connector.ts';
import { recordKey } from '../kit/record-key.ts';
import type { FileStream } from './config.ts';
import type { Header } from './header.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { ParsedRow } from './parse-rows.ts';
import { decoded } from './text.ts';

/** What a stream says of its fields. */
type RowNames = Pick<FileStream, 'primaryKey' | 'fields'>;
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
  settings: RowNames,
): SourceRecord {
  const place = `${file.name} line ${row.end.line}`;
  const written = { _file: file.name, _line: String(row.end.line) };
  const { primaryKey } = settings;
  const values = valuesOf(row, file, header, settings);
  if ('refused' in values) return living(place, { ...written, _refused: values.refused });
  const key = primaryKey === undefined ? { value: place } : keyOf(values.value, primaryKey);
  if ('refused' in key) return living(place, { ...written, _refused: key.refused });
  return living(key.value, { ...values.value, ...written });
}

function living(key: string, body: Values): SourceRecord {
  return { key, updatedAt: undefined, deleted: false, body: JSON.stringify(body) };
}

function valuesOf(
  { values }: ParsedRow,
  { encoding }: InspectedFile,
  { fields }: Header,
  settings: RowNames,
): Taken<Values> {
  const surplus = values.slice(fields.length).some((value) => value.length > 0);
  if (values.length < fields.length || surplus)
    return { refused: `${values.length} values under ${fields.length} columns` };
  const found: [string, string][] = [];
  for (const [at, field] of fields.entries()) {
    const value = values[at];
    if (field === undefined || value === undefined) continue;
    const text = decoded(value, encoding);
    if (text === undefined) return { refused: `${field} is no text in ${encoding}` };
    const trimmed = text.trim();
    if (trimmed !== '') found.push([field, isName(field, settings) ? trimmed : text]);
  }
  return { value: Object.fromEntries(found) };
}

/** Whether its values are compared with others letter by letter: blanks around them are no part of it. */
function isName(field: string, { primaryKey, fields }: RowNames): boolean {
  const told = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const type = typeof told === 'object' ? told.type : told;
  return type === 'string' || primaryKey?.includes(field) === true;
}

function keyOf(values: Values, primaryKey: readonly string[]): Taken<string> {
  const empty = primaryKey.find((field) => values[field] === undefined);
  if (empty !== undefined) return { refused: `${empty} of the key is empty` };
  return { value: recordKey(primaryKey.map((field) => values[field] ?? '')) };
}
