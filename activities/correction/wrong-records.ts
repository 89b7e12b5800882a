import { z } from 'zod';
import type { FoundWrong } from '../../ledger/correction.ts';
import { type AssetKey, nameOf } from '../../models/kit/key.ts';
import { readsStreams } from '../../models/kit/reads-streams.ts';
import { mostRowsOneByOne, recordsWrong } from '../../models/quality/correction.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

/** What is wrong, before anybody is asked to put it right. */
export type WrongRecord = Pick<FoundWrong, 'kind' | 'source' | 'entity' | 'subject' | 'rule' | 'evidence'>;

/** The newest version of each mapping that is configured, by key. */
export function mappingsNow(
  { graph }: Context['project'],
  newest: ReadonlyMap<string, number>,
): ReadonlyMap<AssetKey, number> {
  const mappings = graph.order.filter((key) => readsStreams(graph.asset(key)));
  return new Map(mappings.map((key) => [key, newest.get(key) ?? 0]));
}

/** Rows that these versions of mappings refused, and records that the newest check of each source found wrong. */
export async function wrongRecords(
  context: Looking,
  { release, versions }: { readonly release: number; readonly versions: ReadonlyMap<AssetKey, number> },
): Promise<readonly WrongRecord[]> {
  return [...(await refusedRows(context, versions)), ...(await failedChecks(context, release))];
}

type Looking = Pick<Context, 'project' | 'warehouse'>;

const said = z.record(z.string(), z.string());
const refusedRow = z.object({
  ...{
    asset: z.string(),
    rule: z.string(),
    source_id: z.string(),
    detail: z.string(),
    rows: z.coerce.number(),
  },
});

async function refusedRows(
  { warehouse }: Looking,
  versions: ReadonlyMap<AssetKey, number>,
): Promise<readonly WrongRecord[]> {
  if (versions.size === 0) return [];
  const keys = new Map([...versions.keys()].map((key) => [`${key}`, key]));
  const pairs = [...versions].map(([key, version]) => `(${literal(key)}, ${version})`);
  const rows = await warehouse.rows(
    `SELECT asset, rule, source_id, any(detail) AS detail, count() OVER (PARTITION BY asset, rule) AS rows
     FROM meta.quarantine WHERE (asset, _version) IN (${pairs.join(', ')})
     GROUP BY asset, rule, source_id ORDER BY asset, rule, source_id LIMIT ${mostRowsOneByOne} BY asset, rule`,
  );
  const items = new Map<string, WrongRecord>();
  for (const row of refusedRow.array().parse(rows)) {
    const key = keys.get(row.asset);
    if (key === undefined) continue;
    const item = itemOf(key, row);
    items.set(JSON.stringify([row.asset, row.rule, item.subject]), item);
  }
  return [...items.values()];
}

function itemOf(key: AssetKey, { rule, source_id, detail, rows }: z.infer<typeof refusedRow>): WrongRecord {
  const [entity = '', source = ''] = nameOf(key).split('__');
  const of = { source, entity, rule };
  if (rows > mostRowsOneByOne) return { kind: 'rows', ...of, subject: '', evidence: { rows: String(rows) } };
  // Rows refused before they told of themselves have no detail.
  return {
    kind: 'row',
    ...of,
    subject: source_id,
    evidence: detail === '' ? {} : said.parse(JSON.parse(detail)),
  };
}

const check = z.object({
  ...{
    source: z.string(),
    check_id: z.string(),
    day: z.string(),
    checked: z.coerce.string(),
    wrong: z.coerce.string(),
  },
});

/** A later check of a source says what is true of it now. */
async function failedChecks(
  { project, warehouse }: Looking,
  release: number,
): Promise<readonly WrongRecord[]> {
  const relation = relationAt(project.graph.asset('stg.record_check'), release);
  const rows = await warehouse.rows(
    `SELECT found.checked_source AS source, found.check_id AS check_id, found.business_date AS day, found.checked AS checked,
       found.checked - found.correct AS wrong
     FROM (SELECT *, max(business_date) OVER (PARTITION BY checked_source) AS newest FROM (${relation})) AS found
     WHERE found.business_date = found.newest AND found.correct < found.checked ORDER BY source, check_id`,
  );
  return check
    .array()
    .parse(rows)
    .map(({ source, check_id: subject, day, checked, wrong }) => ({
      ...{ kind: 'record_check' as const, source, entity: 'record_check', subject, rule: recordsWrong },
      evidence: { wrong, checked, business_date: day },
    }));
}
