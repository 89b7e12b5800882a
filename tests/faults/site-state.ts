import { isDeepStrictEqual } from 'node:util';
import type { OpenContext } from '../../cli/runtime/open-context.ts';
import { publishedPartitions } from '../../ledger/partition.ts';
import { pagesToMirror } from '../../ledger/stream-pages.ts';
import { type AssetKey, storedTable } from '../../models/kit/key.ts';
import { committed, rawTable, type StreamName } from '../../warehouse/raw.ts';
import { storedRows } from '../../warehouse/stored-month.ts';
import { newestRows } from './newest-rows.ts';
import { digestOf } from './site-digest.ts';

type Row = Readonly<Record<string, unknown>>;

/** Everything two sites fed by the same shop must agree on, whatever happened to one of them. */
export interface SiteState {
  /** Rows of every view, by asset. */
  readonly views: Readonly<Record<string, readonly string[]>>;
  /** Months the ledger calls published, with what they hold and were made from. */
  readonly published: readonly string[];
  /** Newest row per key of every stream: key, hash, whether it is deleted. */
  readonly raw: Readonly<Record<string, readonly string[]>>;
}

export async function stateOf(context: OpenContext): Promise<SiteState> {
  const views: Record<string, readonly string[]> = {};
  for (const key of viewsOf(context)) views[key] = await rowsOf(context, `SELECT * FROM ${key}`);
  const raw: Record<string, readonly string[]> = {};
  for (const [name, sql] of newestRows(context.project.streams)) raw[name] = await rowsOf(context, sql);
  return { views, raw, published: await published(context) };
}

/** What is made from nothing, the calendar, cannot be harmed. */
function viewsOf({ project: { graph } }: OpenContext): readonly AssetKey[] {
  return graph.order.filter((key) => Object.keys(graph.asset(key).inputs).length > 0);
}

async function rowsOf({ warehouse }: OpenContext, sql: string): Promise<readonly string[]> {
  return (await warehouse.rows<Row>(sql)).map((row) => JSON.stringify(row)).sort();
}

/**
 * Positions are drawn from a sequence, with gaps after a kill: what was made from a stream shows in its content only. Nor does
 * it matter which build emptied a month.
 */
async function published({ db, project }: OpenContext): Promise<readonly string[]> {
  const found = await publishedPartitions(db);
  return project.graph.order.flatMap((key) => {
    const fromStream = Object.values(project.graph.asset(key).inputs).some(({ kind }) => kind === 'stream');
    return (found.get(key) ?? []).map(({ month, rows, contentHash, fingerprint }) =>
      [key, month, rows, contentHash, fromStream || rows === 0 ? '' : fingerprint].join(' '),
    );
  });
}

/** What is wrong with a site in itself, and where it differs from one that was left in peace; none when all is well. */
export async function disagreements(
  { context }: { readonly context: OpenContext },
  control: { readonly context: OpenContext },
): Promise<readonly string[]> {
  return [
    ...(await contradictions(context)),
    ...((await agree(context, control.context))
      ? []
      : differences(await stateOf(context), await stateOf(control.context))),
  ];
}

/** By hashes, so that rows are fetched only where some must be shown. */
async function agree(...contexts: readonly [OpenContext, OpenContext]): Promise<boolean> {
  const [found, expected] = await Promise.all(
    contexts.map(async (context) => [
      ...(await digestOf(context, viewsOf(context))),
      ...(await published(context)),
    ]),
  );
  return isDeepStrictEqual(found, expected);
}

/** Where two states differ, one sentence for each thing, with a few of the rows; none when they are equal. */
export function differences(found: SiteState, expected: SiteState): readonly string[] {
  return differing(listsOf(found), listsOf(expected));
}

type Lists = Readonly<Record<string, readonly string[]>>;

function listsOf({ views, raw, published }: SiteState): Lists {
  return { ...views, ...raw, published };
}

function differing(found: Lists, expected: Lists): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(expected)])].flatMap((name) => {
    const [here, there] = [found[name] ?? [], expected[name] ?? []];
    const surplus = unmatched(here, there);
    const missing = unmatched(there, here);
    if (surplus.length + missing.length === 0) return [];
    const some = [
      ...surplus.slice(0, 2).map((row) => `+ ${row}`),
      ...missing.slice(0, 2).map((row) => `- ${row}`),
    ];
    return [`${name}: ${here.length} rows, expected ${there.length}; ${some.join(' ')}`];
  });
}

/** Rows of the first list that the second has not, or has less often. */
function unmatched(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/** What must hold within one site at rest; each sentence is a contradiction found. */
export async function contradictions(context: OpenContext): Promise<readonly string[]> {
  return [
    ...(await pointerAgainstLedger(context)),
    ...(await storeAgainstLedger(context)),
    ...(await pagesAgainstLedger(context)),
  ];
}

async function storeAgainstLedger({ db, warehouse, project }: OpenContext): Promise<readonly string[]> {
  const stored = await storedRows(warehouse);
  const published = await publishedPartitions(db);
  return project.graph.order.flatMap((key) =>
    (published.get(key) ?? []).flatMap(({ month, version, rows }) => {
      const found = stored.get(`${storedTable(key)} ${month} ${version}`) ?? 0;
      return found === rows ? [] : [`${key} ${month} version ${version} has ${found} of ${rows} rows`];
    }),
  );
}

async function pointerAgainstLedger({ db, warehouse }: OpenContext): Promise<readonly string[]> {
  const pointed = await warehouse.rows<{ asset: string; month: string; version: string }>(
    'SELECT asset, month, argMax(version, release) AS version FROM meta.pointer GROUP BY asset, month',
  );
  const visible = new Set(pointed.map(({ asset, month, version }) => `${asset} ${month} ${version}`));
  const ledger = new Set(
    [...(await publishedPartitions(db)).values()]
      .flat()
      .map(({ asset, month, version }) => `${asset} ${month} ${version}`),
  );
  return [
    ...[...visible]
      .filter((each) => !ledger.has(each))
      .map((each) => `visible, unknown to the ledger: ${each}`),
    ...[...ledger]
      .filter((each) => !visible.has(each))
      .map((each) => `published in the ledger, not visible: ${each}`),
  ];
}

async function pagesAgainstLedger({ db, warehouse, project }: OpenContext): Promise<readonly string[]> {
  const stored = await warehouse.rows<{ stream: string; page: string; rows: string }>(
    project.streams.map(storedPages).join(' UNION ALL '),
  );
  const found: string[] = [];
  for (const { source, stream } of project.streams) {
    const mine = stored.filter((each) => each.stream === stream);
    const held = new Map(mine.map(({ page, rows }) => [page, Number(rows)]));
    for (const { page, rows } of await pagesToMirror(db, source, stream)) {
      if (held.get(page) !== rows)
        found.push(`${stream}: page ${page} has ${held.get(page)} of ${rows} rows`);
      held.delete(page);
    }
    for (const page of held.keys()) found.push(`${stream}: mirrored page ${page} is not committed`);
  }
  return found;
}

function storedPages(name: StreamName): string {
  return `SELECT '${name.stream}' AS stream, c.page AS page, countIf(r._row IS NOT NULL) AS rows FROM ${committed(name)} AS c
    LEFT JOIN (SELECT _page, toNullable(_row) AS _row FROM ${rawTable(name)}) AS r ON r._page = c.page GROUP BY page`;
}
