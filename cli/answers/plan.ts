import { takeSnapshot } from '../../activities/build/snapshot.ts';
import type { Context } from '../../activities/context.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { contentOf } from '../../planner/input-state.ts';
import { planRun } from '../../planner/plan.ts';
import { isWhole } from '../../planner/scope.ts';
import type { InputState, Month, RunDecision } from '../../planner/state.ts';
import { whyText } from '../../planner/why.ts';
import { sliceHashes } from '../../warehouse/version.ts';
import type { Answer } from '../command.ts';
import { assetNamed } from '../runtime/asset-named.ts';
import { counted, monthName } from '../text/format.ts';
import { table } from '../text/table.ts';

export interface PlanQuestion {
  /** Only these assets are shown. */
  readonly assets: readonly string[];
  /** As if every source were read first. */
  readonly read: boolean;
}

/** What a run that began now would rebuild, and why. Changes nothing. */
export async function plan(context: Context, question: PlanQuestion): Promise<Answer> {
  const { graph } = context.project;
  const shown = new Set(question.assets.map((name) => assetNamed(graph, name)));
  const decisions = await decisionsNow(context, question.read);
  const wanted = decisions.filter(
    ({ asset, action }) => action !== 'keep' && (shown.size === 0 || shown.has(asset)),
  );
  const groups = grouped(wanted);
  return {
    data: {
      build: wanted.filter(({ action }) => action !== 'maybe').length,
      maybe: wanted.filter(({ action }) => action === 'maybe').length,
      keep: decisions.filter(({ action }) => action === 'keep').length,
      decisions: wanted.map((each) => ({ ...each, why: whyText(each.reason, graph.asset(each.asset)) })),
    },
    text:
      groups.length === 0
        ? 'Nothing to rebuild: everything is as its inputs and code want it.'
        : text(groups, context),
  };
}

async function decisionsNow(context: Context, read: boolean): Promise<readonly RunDecision[]> {
  const { graph, codes, streams } = context.project;
  const snapshot = await takeSnapshot(context, undefined);
  const slices = new Map<string, InputState['slices']>();
  for (const key of graph.order) slices.set(key, await slicesOf(context, snapshot, graph.asset(key)));
  return planRun({
    ...{ graph, codes, published: snapshot.published, streams: snapshot.streams },
    slicesOf: (key) => slices.get(key) ?? {},
    ...(read ? { streamsToRead: streams.map(({ source, stream }) => `${source}.${stream}`) } : {}),
  });
}

type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;

/** The hashes of the dimensions an asset reads by month, for the months its inputs have. */
async function slicesOf(
  context: Context,
  { published }: Snapshot,
  asset: Asset,
): Promise<InputState['slices']> {
  if (isWhole(asset)) return {};
  const inputs = Object.entries(asset.inputs);
  const months = inputs.flatMap(([, mapping]) =>
    mapping.kind === 'sameMonth' || mapping.kind === 'window'
      ? [...contentOf(published.get(mapping.asset) ?? []).keys()]
      : [],
  );
  const wanted = [...new Set(months)].sort();
  const found: Record<string, ReadonlyMap<Month, string>> = {};
  for (const [alias, mapping] of inputs) {
    if (mapping.kind !== 'slice') continue;
    const dimension = context.project.graph.asset(mapping.asset);
    found[alias] = await sliceHashes(
      context.warehouse,
      dimension,
      published.get(dimension.key) ?? [],
      wanted,
    );
  }
  return found;
}

interface Group {
  readonly first: RunDecision;
  readonly months: readonly Month[];
}

/** Months of one asset with the same action and reason stand on one line. */
function grouped(decisions: readonly RunDecision[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const decision of decisions) {
    const key = JSON.stringify([decision.asset, decision.action, decision.reason]);
    const months = groups.get(key)?.months ?? [];
    groups.set(key, {
      first: groups.get(key)?.first ?? decision,
      months: decision.month === undefined ? months : [...months, decision.month],
    });
  }
  return [...groups.values()];
}

function text(groups: readonly Group[], { project }: Context): string {
  const rows = groups.map(({ first, months }) => [
    first.asset,
    first.action,
    range(months),
    whyText(first.reason, project.graph.asset(first.asset)),
  ]);
  return table([{ title: 'Asset' }, { title: 'Action' }, { title: 'Months' }, { title: 'Why' }], rows);
}

function range(months: readonly Month[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (months.length === 1) return monthName(first);
  return `${monthName(first)} … ${monthName(last)} (${counted(months.length, 'month')})`;
}
