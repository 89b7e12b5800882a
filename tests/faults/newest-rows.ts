import { committed, rawTable, type StreamName } from '../../warehouse/raw.ts';

/** SELECTs of the newest committed row of each key of streams, by `source.stream`: key, hash, whether it is deleted. */
export function newestRows(streams: readonly StreamName[]): readonly (readonly [string, string])[] {
  return streams.map((name) => [
    `${name.source}.${name.stream}`,
    `SELECT _key, argMax(_hash, at) AS hash, argMax(_deleted, at) AS deleted
     FROM (SELECT *, (ifNull(_updated_at, toDateTime64(0, 6, 'UTC')), position, _row) AS at
           FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page)
     GROUP BY _key`,
  ]);
}
