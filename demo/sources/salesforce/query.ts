import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { SalesforceError } from './errors.ts';
import type { Soql } from './soql.ts';
import { aggregateSql, canonicalField, toSql, type VisibleObject } from './soql-sql.ts';

export interface QueryReply {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** What a query asks for, and how many rows a page of its answer has. */
interface Asked {
  readonly object: string;
  readonly fields: readonly string[];
  readonly batch: number;
}

/** One page of the ids a query has found. */
interface Hits {
  readonly ids: readonly string[];
  readonly offset: number;
  readonly total: number;
}

/** Where the answer is asked for: `/services/data/v66.0`. */
type BasePath = string;

/** Runs a query; what exceeds a page is kept as a locator. */
export async function runQuery(
  pool: Pool,
  soql: Soql,
  object: VisibleObject,
  options: { readonly withDeleted: boolean; readonly batch: number; readonly base: BasePath },
): Promise<QueryReply> {
  const { where, orderBy, parameters } = toSql(soql, object, options.withDeleted);
  const first = soql.select[0];
  if (first?.kind === 'count') {
    const sql = `SELECT count(*)::int AS hits FROM crm.record WHERE ${where}`;
    const counted = await pool.query<{ hits: number }>(sql, parameters);
    return { totalSize: counted.rows[0]?.hits ?? 0, done: true, records: [] };
  }
  if (soql.select.some(({ kind }) => kind === 'aggregate')) {
    return { totalSize: 1, done: true, records: [await aggregates(pool, soql, object, where, parameters)] };
  }
  const fields = soql.select.map((selected) =>
    selected.kind === 'field' ? canonicalField(selected.field, object) : '',
  );
  const limit = soql.limit === undefined ? '' : `LIMIT ${soql.limit}`;
  const sql = `SELECT id FROM crm.record WHERE ${where} ORDER BY ${orderBy} ${limit}`;
  const found = await pool.query<{ id: string }>(sql, parameters);
  const asked = { object: object.name, fields, batch: options.batch };
  const ids = found.rows.map(({ id }) => id);
  const locator = ids.length > options.batch ? await keep(pool, asked, ids) : '';
  const hits = { ids: ids.slice(0, pageSize(asked.batch, 0)), offset: 0, total: ids.length };
  return page(pool, asked, hits, locator, options.base);
}

/** The page that a nextRecordsUrl names, `<locator>-<offset>`. */
export async function runLocator(pool: Pool, name: string, base: BasePath): Promise<QueryReply> {
  const [, locator, offset] = /^(01g\w+)-(\d+)$/.exec(name) ?? [];
  const found = await pool.query<Asked & { total: number }>(
    `SELECT object, fields, batch, cardinality(ids) AS total
     FROM crm.locator WHERE id = $1 AND created_at > now() - interval '2 days'`,
    [locator],
  );
  const asked = found.rows[0];
  if (asked === undefined || locator === undefined || offset === undefined) {
    throw new SalesforceError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  const from = Number(offset);
  const sliced = await pool.query<{ ids: string[] }>(
    'SELECT ids[$2::int + 1 : $2::int + $3::int] AS ids FROM crm.locator WHERE id = $1',
    [locator, from, pageSize(asked.batch, from)],
  );
  const hits = { ids: sliced.rows[0]?.ids ?? [], offset: from, total: asked.total };
  return page(pool, asked, hits, locator, base);
}

async function page(
  pool: Pool,
  asked: Asked,
  { ids, offset, total }: Hits,
  locator: string,
  base: BasePath,
): Promise<QueryReply> {
  const next = offset + ids.length;
  const done = next >= total;
  return {
    totalSize: total,
    done,
    ...(done ? {} : { nextRecordsUrl: `${base}/query/${locator}-${next}` }),
    records: await recordsOf(pool, asked, ids, base),
  };
}

/** Now and then a page is shorter than asked for, as it is there; only `done` tells the end. */
function pageSize(batch: number, offset: number): number {
  return Math.floor(offset / batch) % 2 === 1 ? Math.ceil(batch * 0.6) : batch;
}

async function recordsOf(
  pool: Pool,
  { object, fields }: Asked,
  ids: readonly string[],
  base: BasePath,
): Promise<QueryReply['records']> {
  const rows = await pool.query<{ id: string; body: Record<string, unknown> }>(
    `SELECT id, body FROM crm.record JOIN unnest($2::text[]) WITH ORDINALITY AS asked (id, place) USING (id)
     WHERE object = $1 ORDER BY place`,
    [object, ids],
  );
  return rows.rows.map(({ id, body }) => ({
    attributes: { type: object, url: `${base}/sobjects/${object}/${id}` },
    ...Object.fromEntries(fields.map((field) => [field, body[field] ?? null])),
  }));
}

async function keep(pool: Pool, { object, fields, batch }: Asked, ids: readonly string[]): Promise<string> {
  const locator = `01gQH${randomBytes(8).toString('hex').toUpperCase().slice(0, 13)}`;
  await pool.query(`DELETE FROM crm.locator WHERE created_at < now() - interval '2 days'`);
  await pool.query('INSERT INTO crm.locator (id, object, fields, ids, batch) VALUES ($1, $2, $3, $4, $5)', [
    locator,
    object,
    fields,
    ids,
    batch,
  ]);
  return locator;
}

async function aggregates(
  pool: Pool,
  soql: Soql,
  object: VisibleObject,
  where: string,
  parameters: unknown[],
): Promise<Record<string, unknown>> {
  const parts = soql.select.map((selected, index) => {
    if (selected.kind !== 'aggregate') {
      throw new SalesforceError(400, 'MALFORMED_QUERY', 'Field must be grouped or aggregated');
    }
    return { name: selected.alias || `expr${index}`, sql: aggregateSql(selected, object) };
  });
  const columns = parts.map(({ sql }, index) => `to_jsonb(${sql}) AS value${index}`);
  const rows = await pool.query<Record<string, unknown>>(
    `SELECT ${columns.join(', ')} FROM crm.record WHERE ${where}`,
    parameters,
  );
  const values = parts.map(({ name }, index) => [name, rows.rows[0]?.[`value${index}`] ?? null]);
  return { attributes: { type: 'AggregateResult' }, ...Object.fromEntries(values) };
}
