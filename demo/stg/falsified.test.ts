import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssetKey } from '../../models/kit/key.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { buildGraph, type Graph } from '../../planner/graph.ts';
import { type Bench, openBench } from '../../sql/bench.ts';
import { type Truth, truthFor } from '../truth/truth.ts';
import { giveStreams, source } from './company-streams.fixture.ts';

// A year of the sample company in which much is falsified, and what the rules make of it.
const company = { seed: 'falsified', start: '2025-01-01', until: '2025-12-31', scale: 0.1, falsified: 40 };
let bench: Bench;
let truth: Truth;

beforeAll(async () => {
  bench = await openBench();
  truth = truthFor(company);
  const sources = [source('erp', 'sql'), source('crm', 'salesforce'), source('social', 'weibo')];
  const graph = buildGraph(warehouseAssets({ sources, precedence: ['erp', 'crm'] }));
  await giveStreams(bench, company);
  const needed = above(graph, 'fct.suspicion');
  for (const key of graph.order.filter((each) => needed.has(each))) {
    const asset = graph.asset(key);
    // Proposals of one customer behind several accounts are another test's matter.
    await (asset.compute.kind === 'fn' ? bench.give(asset, []) : bench.build(asset));
  }
}, 300_000);
afterAll(() => bench.stop());

/** An asset and everything it is made from. */
function above(graph: Graph, key: AssetKey, known = new Set<string>()): ReadonlySet<string> {
  known.add(key);
  for (const input of Object.values(graph.asset(key).inputs))
    if (input.kind !== 'stream' && !known.has(input.asset)) above(graph, input.asset, known);
  return known;
}

async function concernedBy(...rules: readonly string[]): Promise<readonly (readonly string[])[]> {
  const rows = await bench.read<{ concerns: string[] }>(
    `SELECT concerns FROM bench.fct_suspicion WHERE rule IN (${rules.map((rule) => `'${rule}'`).join(', ')})`,
  );
  return rows.map(({ concerns }) => concerns);
}

/** Share of what is false that was found, and share of suspicions that concern nothing false. */
function measured(found: readonly (readonly string[])[], falsified: readonly string[]) {
  const known = new Set(falsified);
  const named = new Set(found.flat());
  return {
    found: falsified.filter((id) => named.has(id)).length / falsified.length,
    falseAlarms: found.filter((ids) => !ids.some((id) => known.has(id))).length / found.length,
  };
}

it('finds 95 % of the wash orders and more, with 2 % of false alarms at most', async () => {
  expect(truth.washOrders.length).toBeGreaterThan(100);
  const { found, falseAlarms } = measured(await concernedBy('wash_order'), truth.washOrders);
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(falseAlarms).toBeLessThanOrEqual(0.02);
});

it('finds 95 % of the visits that nobody made and more, with 2 % of false alarms at most', async () => {
  expect(truth.fabricatedVisits.length).toBeGreaterThan(100);
  const suspected = await concernedBy('simultaneous_visits', 'regular_visits');
  const { found, falseAlarms } = measured(suspected, truth.fabricatedVisits);
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(falseAlarms).toBeLessThanOrEqual(0.02);
});
