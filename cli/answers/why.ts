import { decide } from '../../activities/build/situation.ts';
import { takeSnapshot } from '../../activities/build/snapshot.ts';
import type { Context } from '../../activities/context.ts';
import { type PartitionRecord, publishedPartitions } from '../../ledger/partition.ts';
import { runById } from '../../ledger/run.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { Decision } from '../../planner/state.ts';
import { why as whySentence } from '../../planner/why.ts';
import type { Answer } from '../command.ts';
import { assetNamed } from '../runtime/asset-named.ts';
import { knownMonths, requireKnown } from '../runtime/known-months.ts';
import { monthNamed } from '../runtime/months.ts';
import { count, counted, instant, monthName, some } from '../text/format.ts';
import { table } from '../text/table.ts';

/** Why an asset is what it is: version, release, run and inputs of each month, and what a run would do to it now. */
export async function why(context: Context, name: string, monthText: string | undefined): Promise<Answer> {
  const { graph } = context.project;
  const asset = graph.asset(assetNamed(graph, name));
  const month = monthText === undefined ? undefined : monthNamed(monthText);
  if (month !== undefined) requireKnown(asset.key, [month], await knownMonths(context, asset.key));
  const published = (await publishedPartitions(context.db, [asset.key])).get(asset.key) ?? [];
  const records = published.filter((record) => month === undefined || record.month === month);
  const decisions = (await decide(context, await takeSnapshot(context, undefined), asset)).filter(
    (decision) => month === undefined || decision.month === undefined || decision.month === month,
  );
  return {
    data: { asset: asset.key, description: asset.description, published: records, now: decisions },
    text: [
      `${asset.key}: ${asset.description}`,
      '',
      await publishedText(context, asset, records),
      '',
      ...nowText(decisions, asset),
    ].join('\n'),
  };
}

async function publishedText(
  context: Context,
  asset: Asset,
  records: readonly PartitionRecord[],
): Promise<string> {
  const [only] = records;
  if (only === undefined) return 'Nothing of it is published.';
  return records.length === 1 ? one(context, asset, only) : many(context, records);
}

async function one(context: Context, asset: Asset, record: PartitionRecord): Promise<string> {
  const zone = context.project.config.company.timezone;
  const run = await runById(context.db, record.runId);
  const inputs = Object.entries(asset.inputs).map(([alias, mapping]) => {
    const from = mapping.kind === 'stream' ? `stream ${mapping.source}.${mapping.stream}` : mapping.asset;
    const read = record.inputVersions[alias] ?? [];
    const versions = read.map(
      ([month, version]) => `${monthName(month)}${monthName(month) === '' ? '' : ' '}v${version}`,
    );
    return [alias, from, mapping.kind, some(versions, 4)];
  });
  return [
    `Published  ${monthName(record.month) || 'whole'}, version ${record.version}, since release ${record.release} (${instant(record.publishedAt, zone)})`,
    `Built      ${instant(record.builtAt, zone)} by run ${record.runId}${run === undefined ? '' : ` (${run.kind}, ${run.requestedBy})`}`,
    `Holds      ${counted(record.rows, 'row')}, content ${record.contentHash}`,
    '',
    table([{ title: 'Input' }, { title: 'Of' }, { title: 'Part' }, { title: 'Versions read' }], inputs),
  ].join('\n');
}

function many(context: Context, records: readonly PartitionRecord[]): string {
  const zone = context.project.config.company.timezone;
  const rows = records.map((record) => [
    monthName(record.month),
    String(record.version),
    String(record.release),
    count(record.rows),
    instant(record.builtAt, zone),
    record.runId,
  ]);
  const right = { align: 'right' } as const;
  return table(
    [
      { title: 'Month' },
      { title: 'Version', ...right },
      { title: 'Release', ...right },
      { title: 'Rows', ...right },
      { title: 'Built' },
      { title: 'By run' },
    ],
    rows,
  );
}

/** Every month that would be built, and one sentence for all that would be kept. */
function nowText(decisions: readonly Decision[], asset: Asset): readonly string[] {
  const kept = decisions.filter(({ action }) => action === 'keep');
  const others = decisions.filter(({ action }) => action !== 'keep');
  const [first] = kept;
  const sentences = others.map((decision) => whySentence(decision, asset));
  if (first === undefined) return ['If a run began now:', ...sentences];
  const keptSentence =
    kept.length === 1
      ? whySentence(first, asset)
      : `${counted(kept.length, 'month')} are kept: their code and everything they read are as they were.`;
  return ['If a run began now:', ...sentences, keptSentence];
}
