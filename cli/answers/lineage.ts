import type { AssetKey } from '../../models/kit/key.ts';
import { layerOf, layers } from '../../models/kit/key.ts';
import type { Graph } from '../../planner/graph.ts';
import type { Answer } from '../command.ts';
import { assetNamed } from '../runtime/asset-named.ts';
import { table } from '../text/table.ts';
import { type Branch, tree } from '../text/tree.ts';

/** What an asset is made from and what is made from it; without a name, every asset. */
export function lineage(graph: Graph, name: string | undefined): Answer {
  return name === undefined ? allAssets(graph) : lineageOf(graph, assetNamed(graph, name));
}

function allAssets(graph: Graph): Answer {
  const keys = layers.flatMap((layer) => graph.order.filter((key) => layerOf(key) === layer));
  const rows = keys.map((key) => [key, graph.asset(key).partitions.kind, graph.asset(key).description]);
  return {
    data: keys.map((key) => ({
      asset: key,
      partitions: graph.asset(key).partitions.kind,
      description: graph.asset(key).description,
      inputs: graph.inputsOf(key),
      readers: graph.readersOf(key),
    })),
    text: table([{ title: 'Asset' }, { title: 'Partitions' }, { title: 'One row is' }], rows),
  };
}

function lineageOf(graph: Graph, key: AssetKey): Answer {
  const up = branch(graph, key, (each) => madeFrom(graph, each));
  const down = branch(graph, key, (each) =>
    graph.readersOf(each).map((reader) => ({ label: reader, key: reader })),
  );
  const { description } = graph.asset(key);
  return {
    data: { asset: key, description, upstream: graph.upstream(key), downstream: graph.downstream(key) },
    text: `${description}\n\nMade from:\n${tree(up)}\n\nFeeds:\n${tree(down)}`,
  };
}

interface Step {
  readonly label: string;
  readonly key?: AssetKey;
}

function madeFrom(graph: Graph, key: AssetKey): readonly Step[] {
  const streams = Object.values(graph.asset(key).inputs).flatMap((mapping) =>
    mapping.kind === 'stream' ? [{ label: `stream ${mapping.source}.${mapping.stream}` }] : [],
  );
  return [...streams, ...graph.inputsOf(key).map((input) => ({ label: input, key: input }))];
}

/** An asset met before is named again, but not unfolded again. */
function branch(
  graph: Graph,
  key: AssetKey,
  next: (key: AssetKey) => readonly Step[],
  seen = new Set<AssetKey>(),
): Branch {
  seen.add(key);
  const branches = next(key).map((step): Branch => {
    if (step.key === undefined) return { label: step.label, branches: [] };
    if (!seen.has(step.key)) return branch(graph, step.key, next, seen);
    const more = next(step.key).length > 0 ? ' (above)' : '';
    return { label: step.label + more, branches: [] };
  });
  return { label: key, branches };
}
