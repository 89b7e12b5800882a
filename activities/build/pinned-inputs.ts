import type { InputVersions } from '../../ledger/schema.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { PartitionMapping } from '../../models/kit/mapping.ts';
import { inputMonths } from '../../planner/mapping.ts';
import { addMonths } from '../../planner/month.ts';
import type { Month } from '../../planner/state.ts';
import { type PinnedMonth, relationClipped, relationOf } from '../../warehouse/relation.ts';
import { streamRelation } from '../../warehouse/stream-relation.ts';
import type { Context } from '../context.ts';
import type { Snapshot } from './snapshot.ts';

/** Months of an output built in one go, or the whole of it. */
export type BuildMonths = readonly Month[] | 'whole';

/** SELECT text of everything a build reads, by alias: exactly the versions the run sees, never what is published meanwhile. */
export function pinnedRelations(
  context: Context,
  snapshot: Snapshot,
  asset: Asset,
  months: BuildMonths,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(asset.inputs).map(([alias, mapping]) => [
      alias,
      relationFor(context, snapshot, mapping, months),
    ]),
  );
}

/** The [month, version] pairs one output month has read of each input: what its release must still show. */
export function inputVersions(snapshot: Snapshot, asset: Asset, month: Month | undefined): InputVersions {
  const versions = Object.entries(asset.inputs).flatMap(([alias, mapping]) => {
    if (mapping.kind === 'stream') return [];
    const pinned = pinnedOf(snapshot, mapping, month === undefined ? 'whole' : [month]);
    return [[alias, pinned.map((each): readonly [string, number] => [each.month, each.version])] as const];
  });
  return Object.fromEntries(versions);
}

function relationFor(
  context: Context,
  snapshot: Snapshot,
  mapping: PartitionMapping,
  months: BuildMonths,
): string {
  if (mapping.kind === 'stream') return streamFor(snapshot, mapping);
  const input = context.project.graph.asset(mapping.asset);
  const pinned = pinnedOf(snapshot, mapping, months);
  if (mapping.kind !== 'slice' || months === 'whole') return relationOf(input, pinned);
  const [first, last] = [months[0] ?? '', months[months.length - 1] ?? ''];
  return relationClipped(input, pinned, first, addMonths(last, 1));
}

function streamFor(snapshot: Snapshot, mapping: Extract<PartitionMapping, { kind: 'stream' }>): string {
  const name = `${mapping.source}.${mapping.stream}`;
  return streamRelation(mapping, snapshot.fields.get(name) ?? {}, snapshot.positions.get(name) ?? 0);
}

function pinnedOf(
  snapshot: Snapshot,
  mapping: Exclude<PartitionMapping, { kind: 'stream' }>,
  months: BuildMonths,
): readonly PinnedMonth[] {
  const states = snapshot.visible.get(mapping.asset) ?? [];
  const known = states.map(({ month, version }) => ({ month, version }));
  if (months === 'whole' || mapping.kind === 'all' || mapping.kind === 'slice') return known;
  const available = known.map(({ month }) => month);
  const read = new Set(months.flatMap((month) => inputMonths(mapping, month, available)));
  return known.filter(({ month }) => read.has(month));
}
