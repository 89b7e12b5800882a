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
  const typed = Object.entries(fields).map(
    ([field, type]) => `${parsers[type](textOf(field, type))} AS ${identifier(field)}`,
  );
  const problems = Object.entries(fields)
    .filter(([, type]) => type !== 'string' && type !== 'json' && type !== 'text')
    .map(([field]) => problemOf(field));
  if (fields._refused !== undefined) problems.push(refusal);
  return `SELECT ${[...typed, `arrayFilter(p -> p != '', [${problems.join(', ')}]::Array(String)) AS _problems`].join(', ')},
    _key, _updated_at, _deleted, _position
  FROM (
    SELECT _key, _updated_at, _deleted, _position, CAST(JSONExtractKeysAndValuesRaw(record), 'Map(String, String)') AS _fields
    FROM ${newestRows(name, position)}
  )`;
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
 * The field as text: quotes removed, JSON null and a missing field as NULL. What is null is decided before the quotes go,
 * because "null" is a text; the other types cannot read a bare null anyway.
 */
function textOf(field: string, type: FieldType): string {
  const raw = `_fields[${literal(field)}]`;
  if (type === 'json') return `nullIf(nullIf(${raw}, ''), 'null')`;
  const text = `if(startsWith(${raw}, '"'), JSONExtractString(${raw}), ${raw})`;
  if (type !== 'string') return `nullIf(trimBoth(${text}), '')`;
  return `multiIf(${raw} = '""', '', ${raw} = 'null', NULL, nullIf(${text}, ''))`;
}

function problemOf(field: string): string {
  const name = literal(field);
  return `if(isNull(${identifier(field)}) AND _fields[${name}] NOT IN ('', 'null', '""'), ${name}, '')`;
}
