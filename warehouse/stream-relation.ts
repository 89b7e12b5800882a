import { type FieldType, parsers } from './field-parsers.ts';
import { identifier, literal } from './identifier.ts';
import { committed, rawTable, type StreamName } from './raw.ts';

/**
 * The newest committed row per key of a stream, up to a page position, with its fields typed: every field Nullable,
 * `_problems` lists the fields that are there but cannot be read. Deleted rows are included (`_deleted`).
 */
export function streamRelation(
  name: StreamName,
  fields: Readonly<Record<string, FieldType>>,
  position: number,
): string {
  const read = fieldReader(fields);
  const typed = Object.entries(fields).map(
    ([field, type]) => `${parsers[type](read.textOf(field))} AS ${identifier(field)}`,
  );
  const problems = Object.entries(fields)
    .filter(([, type]) => type !== 'string' && type !== 'json' && type !== 'text')
    .map(
      ([field]) => `if(isNull(${identifier(field)}) AND ${read.rawOf(field)} != '', ${literal(field)}, '')`,
    );
  if (fields._refused !== undefined) problems.push(refusal);
  return `SELECT ${[...typed, `arrayFilter(p -> p != '', [${problems.join(', ')}]::Array(String)) AS _problems`].join(', ')},
    _key, _updated_at, _deleted, _position
  FROM (SELECT *, ${read.all} AS _fields FROM ${newestRows(name, position)})`;
}

/** Why a connector could not take a row apart; it says so in place of the row's fields. */
const refusal = "if(isNull(_refused), '', concat('row: ', _refused))";

function newestRows(name: StreamName, position: number): string {
  return `(
    SELECT r._key AS _key, r._updated_at AS _updated_at, r._deleted AS _deleted, c.position AS _position, r.record AS record
    FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page
    WHERE c.position <= ${Math.trunc(position)}
    ORDER BY r._key, ifNull(r._updated_at, toDateTime64(0, 6, 'UTC')) DESC, c.position DESC, r._row DESC
    LIMIT 1 BY r._key
  )`;
}

/**
 * How the fields of `record` are read: all of them at one go, since each look into a record parses it anew. A text comes without
 * its quotes, whatever else as it stands; a JSON null and a missing field are NULL. Fields of type json keep their quotes.
 */
function fieldReader(fields: Readonly<Record<string, FieldType>>) {
  const texts = Object.keys(fields).filter((field) => fields[field] !== 'json');
  const shape = texts.map((field) => `${identifier(field)} Nullable(String)`).join(', ');
  const rawOf = (field: string) =>
    fields[field] === 'json'
      ? `nullIf(nullIf(JSONExtractRaw(record, ${literal(field)}), ''), 'null')`
      : `tupleElement(_fields, ${texts.indexOf(field) + 1})`;
  return {
    all: texts.length === 0 ? 'tuple()' : `JSONExtract(record, ${literal(`Tuple(${shape})`)})`,
    rawOf,
    /** Blanks around a text are part of it only where it stays one. */
    textOf: (field: string) =>
      fields[field] === 'json' || fields[field] === 'string'
        ? rawOf(field)
        : `nullIf(trimBoth(${rawOf(field)}), '')`,
  };
}
