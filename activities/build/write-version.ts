import type { Asset } from '../../models/kit/asset.ts';
import { storedTable } from '../../models/kit/key.ts';
import { readsStreams } from '../../models/kit/reads-streams.ts';
import type { Month } from '../../planner/state.ts';
import { parametersIn } from '../../warehouse/compose.ts';
import { identifiers } from '../../warehouse/identifier.ts';
import { refusedMonth } from '../../warehouse/judgement.ts';
import { quarantineRefused } from '../../warehouse/quarantine.ts';
import { contentOf, insertVersion, type MonthContent } from '../../warehouse/version.ts';
import type { Context } from '../context.ts';
import { computationOf, type Row } from './compute.ts';
import { type BuildMonths, pinnedRelations } from './pinned-inputs.ts';
import type { Snapshot } from './snapshot.ts';

export interface Refused {
  readonly rule: string;
  readonly rows: number;
}

export interface Written {
  readonly content: readonly MonthContent[];
  /** Rows a source's mapping sent to quarantine, by rule. */
  readonly refused: readonly Refused[];
}

/** Computes months of an asset (or the whole of it) into a version nobody points to yet, and tells what it holds. */
export async function writeVersion(
  context: Context,
  snapshot: Snapshot,
  asset: Asset,
  months: BuildMonths,
  version: number,
): Promise<Written> {
  const relations = pinnedRelations(context, snapshot, asset, months);
  const sql = context.project.sqlOf(asset);
  if (sql === undefined) await writeComputed(context, asset, relations, version);
  else await writeSelected(context, { asset, sql, relations }, months, version);
  context.fault('build.inserted');
  const content = await contentOf(context.warehouse, asset, version);
  context.fault('build.hashed');
  return { content: content.filter(isKept), refused: await refuse(context, asset, version, content) };
}

function isKept({ month }: MonthContent): boolean {
  return month !== refusedMonth;
}

interface Selection {
  readonly asset: Asset;
  readonly sql: string;
  readonly relations: Readonly<Record<string, string>>;
}

async function writeSelected(
  context: Context,
  selection: Selection,
  months: BuildMonths,
  version: number,
): Promise<void> {
  const all = { ...context.project.settings, ...(months === 'whole' ? {} : { months }) };
  await insertVersion(context.warehouse, selection, version, parametersIn(selection.sql, all), {
    queryId: `build-${selection.asset.key}-${version}`,
    ...(months === 'whole' ? {} : { months }),
  });
}

/** Only mappings of a source meet rows as people typed them; everything after staging must be clean. */
async function refuse(
  { warehouse, fault }: Context,
  asset: Asset,
  version: number,
  content: readonly MonthContent[],
): Promise<readonly Refused[]> {
  const refused = content.every(isKept) ? [] : await quarantineRefused(warehouse, asset, version);
  if (readsStreams(asset)) fault('build.refused');
  return refused;
}

async function writeComputed(
  context: Context,
  asset: Asset,
  relations: Readonly<Record<string, string>>,
  version: number,
): Promise<void> {
  const compute = computationOf(asset, context.statements);
  if (compute === undefined) return;
  const rows = await compute({
    relations,
    rows: async (alias, columns) => {
      const relation = relations[alias];
      if (relation === undefined) return [];
      return context.warehouse.rows(
        columns === undefined ? relation : `SELECT ${identifiers(columns)} FROM (${relation})`,
      );
    },
  });
  await context.warehouse.insert(storedTable(asset.key), versionRows(asset, rows, version));
}

function* versionRows(asset: Asset, rows: Iterable<Row>, version: number): Generator<Row> {
  for (const row of rows) yield { ...row, _month: monthOfRow(asset, row), _version: version };
}

function monthOfRow(asset: Asset, row: Row): Month {
  if (asset.partitions.kind === 'unpartitioned') return '1970-01-01';
  return `${String(row[asset.partitions.column]).slice(0, 7)}-01`;
}
