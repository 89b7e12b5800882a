import type { Warehouse } from './client.ts';
import type { FieldType } from './field-parsers.ts';
import type { StreamName } from './raw.ts';

export type Fields = Readonly<Record<string, FieldType>>;

/** What this process has found or left declared in a warehouse, by `source.stream`. */
const declared = new WeakMap<Warehouse, Map<string, string>>();

/** Remembers how the fields of a stream are typed, so that staging can read it while the source is away. */
export async function declareStream(warehouse: Warehouse, name: StreamName, fields: Fields): Promise<void> {
  const { source, stream } = name;
  const declaration = JSON.stringify(fields);
  const mine = declared.get(warehouse) ?? new Map<string, string>();
  declared.set(warehouse, mine);
  if (mine.get(`${source}.${stream}`) === declaration) return;
  const known = await declaredFields(warehouse, name);
  if (known === undefined || JSON.stringify(known) !== declaration)
    await warehouse.insert('meta.stream', [{ source, stream, fields: declaration }]);
  mine.set(`${source}.${stream}`, declaration);
}

/** Fields of a stream as last declared; undefined when it was never read. */
export async function declaredFields(warehouse: Warehouse, name: StreamName): Promise<Fields | undefined> {
  const [found] = await warehouse.rows<{ fields: string }>(
    `SELECT argMax(fields, declared_at) AS fields FROM meta.stream
     WHERE source = {source:String} AND stream = {stream:String} GROUP BY source, stream`,
    { source: name.source, stream: name.stream },
  );
  return found === undefined ? undefined : parseFields(found.fields);
}

/** Fields of every stream that was ever read, by `source.stream`. */
export async function declaredStreams(warehouse: Warehouse): Promise<ReadonlyMap<string, Fields>> {
  const found = await warehouse.rows<{ name: string; fields: string }>(
    `SELECT concat(source, '.', stream) AS name, argMax(fields, declared_at) AS fields
     FROM meta.stream GROUP BY source, stream ORDER BY name`,
  );
  return new Map(found.map(({ name, fields }) => [name, parseFields(fields)]));
}

function parseFields(text: string): Fields {
  const parsed: Fields = JSON.parse(text);
  return parsed;
}
