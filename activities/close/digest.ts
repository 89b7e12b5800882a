import { createHash } from 'node:crypto';
import type { StoredPartition } from '../../ledger/partition.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { martCommissionDeal } from '../../models/mart/commission-deal.ts';
import { martCommissionStatement } from '../../models/mart/commission-statement.ts';
import { martCommissionTeam } from '../../models/mart/commission-team.ts';
import { martScorecard } from '../../models/mart/scorecard.ts';
import type { Graph } from '../../planner/graph.ts';

/** What a lock promises to print again. */
export const statementMarts: readonly AssetKey[] = [
  martCommissionStatement.key,
  martCommissionDeal.key,
  martScorecard.key,
  martCommissionTeam.key,
];

/** Everything statements are made of, inputs before their readers, the statements themselves last. */
export function closedAssets(graph: Graph): readonly AssetKey[] {
  const closed = new Set<AssetKey>(statementMarts.flatMap((key) => [...graph.upstream(key), key]));
  return graph.order.filter((key) => closed.has(key));
}

export interface CloseDigests {
  readonly inputs: string;
  readonly statements: string;
}

type Content = Pick<StoredPartition, 'asset' | 'month' | 'version' | 'contentHash'>;

/** One hash over asset, month, version and content of all `assets` that make the statements, and one over the statements. */
export function closeDigests(assets: readonly string[], shown: readonly Content[]): CloseDigests {
  const marts = new Set<string>(statementMarts);
  const closed = new Set<string>(assets);
  const of = (wanted: (asset: string) => boolean) => digestOf(shown.filter(({ asset }) => wanted(asset)));
  return {
    inputs: of((asset) => closed.has(asset) && !marts.has(asset)),
    statements: of((asset) => marts.has(asset)),
  };
}

function digestOf(contents: readonly Content[]): string {
  const lines = contents
    .map((each) => [each.asset, each.month, each.version, each.contentHash].join(' '))
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
