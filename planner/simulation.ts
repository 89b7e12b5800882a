import { createHash } from 'node:crypto';
import type { Asset } from '../models/kit/asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { settle, vanishedMonths } from './cutoff.ts';
import { buildGraph, type Graph } from './graph.ts';
import { inputStateOf } from './input-state.ts';
import { inputMonths } from './mapping.ts';
import { monthsBetween } from './month.ts';
import { planAsset, planRun } from './plan.ts';
import {
  type Decision,
  type InputState,
  type Month,
  type PartitionState,
  type RunDecision,
  theOneMonth,
} from './state.ts';

/** A warehouse of a few numbers: every asset is the multiset of its inputs' rows, blurred so that changes often cancel out. */
interface Row {
  readonly month: Month;
  readonly value: number;
}
interface Held {
  readonly state: PartitionState;
  readonly rows: readonly Row[];
}
export interface World {
  readonly graph: Graph;
  readonly codes: Map<AssetKey, string>;
  readonly streams: Map<string, Map<number, Row>>;
  readonly held: Map<AssetKey, Map<Month, Held>>;
}

export const year = monthsBetween('2025-01-01', '2025-06-01');
export const sources = ['s.a', 's.b'];

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function sorted(rows: Iterable<Row>): Row[] {
  return [...rows].sort((a, b) => a.month.localeCompare(b.month) || a.value - b.value);
}

function rowsOf(world: World, key: AssetKey): [Month, readonly Row[]][] {
  return [...(world.held.get(key) ?? [])].map(([month, { rows }]) => [month, rows]);
}

/** Rows valid in a month: those that began by then, their beginning clipped to it. */
function sliced(rows: readonly Row[], month: Month): Row[] {
  return sorted(rows.filter((row) => row.month <= month).map(({ value }) => ({ month, value })));
}

function read(world: World, mapping: PartitionMapping, month: Month | undefined): Row[] {
  if (mapping.kind === 'stream')
    return [...(world.streams.get(`${mapping.source}.${mapping.stream}`)?.values() ?? [])];
  const parts = rowsOf(world, mapping.asset);
  const everything = parts.flatMap(([, rows]) => rows);
  if (month === undefined) return everything;
  if (mapping.kind === 'slice') return sliced(everything, month);
  const months = inputMonths(
    mapping,
    month,
    parts.map(([each]) => each),
  );
  return parts.filter(([each]) => months.includes(each)).flatMap(([, rows]) => rows);
}

/** Sums blurred to few values: the rows of one month, or of all months with their months found in the data. */
function compute(world: World, asset: Asset, month: Month | undefined): Map<Month, Row[]> {
  const found = new Map<Month, Row[]>();
  const code = Number(world.codes.get(asset.key));
  for (const mapping of Object.values(asset.inputs)) {
    for (const row of read(world, mapping, month)) {
      const value = (row.value + code) % 5;
      const into = asset.partitions.kind === 'unpartitioned' ? theOneMonth : (month ?? row.month);
      if (value !== 0) found.set(into, [...(found.get(into) ?? []), { month: row.month, value }]);
    }
  }
  return found;
}

function published(world: World): ReadonlyMap<AssetKey, readonly PartitionState[]> {
  return new Map(
    [...world.held].map(([key, months]) => [key, [...months.values()].map(({ state }) => state)]),
  );
}

function slicesOf(world: World, key: AssetKey): InputState['slices'] {
  const inputs = Object.entries(world.graph.asset(key).inputs);
  return Object.fromEntries(
    inputs.flatMap(([alias, mapping]) => {
      if (mapping.kind !== 'slice') return [];
      const rows = rowsOf(world, mapping.asset).flatMap(([, each]) => each);
      return [[alias, new Map(year.map((month) => [month, hash(sliced(rows, month))]))] as const];
    }),
  );
}

function positions(world: World): Record<string, string> {
  return Object.fromEntries([...world.streams].map(([name, rows]) => [name, hash([...rows])]));
}

function decide(world: World, asset: Asset): Decision[] {
  const states = published(world);
  const slices = slicesOf(world, asset.key);
  const inputs = inputStateOf({ asset, published: states, streams: positions(world), slices });
  const code = world.codes.get(asset.key) ?? '';
  return planAsset({ asset, code, published: states.get(asset.key) ?? [], inputs });
}

let versions = 0;

function hold(world: World, key: AssetKey, month: Month, rows: readonly Row[], by: Decision): void {
  const months = world.held.get(key) ?? new Map<Month, Held>();
  const { fingerprint, code, inputs } = by;
  versions += 1;
  const held = sorted(rows);
  const built = {
    month,
    version: versions,
    contentHash: hash(held),
    rows: held.length,
    fingerprint,
    code,
    inputs,
  };
  months.set(month, { state: settle(months.get(month)?.state, built), rows: held });
  world.held.set(key, months);
}

function carryOut(world: World, asset: Asset, decision: Decision): void {
  if (decision.action === 'keep') return;
  const { key } = asset;
  const result =
    decision.action === 'empty' ? new Map<Month, Row[]>() : compute(world, asset, decision.month);
  const gone =
    decision.month === undefined ? vanishedMonths(published(world).get(key) ?? [], result.keys()) : [];
  for (const month of gone) hold(world, key, month, [], decision);
  for (const [month, rows] of result) hold(world, key, month, rows, decision);
  if (result.size === 0) hold(world, key, decision.month ?? theOneMonth, [], decision);
}

export function run(world: World): Decision[] {
  return world.graph.order.flatMap((key) => {
    const asset = world.graph.asset(key);
    const decisions = decide(world, asset);
    for (const decision of decisions) carryOut(world, asset, decision);
    return decisions.filter((decision) => decision.action !== 'keep');
  });
}

export function visible(world: World): Record<string, readonly Row[]> {
  const parts = [...world.held].flatMap(([key, months]) =>
    [...months].map(([month, { rows }]) => [`${key} ${month}`, rows] as const),
  );
  return Object.fromEntries(parts.filter(([, rows]) => rows.length > 0));
}

export function upperBound(world: World): RunDecision[] {
  return planRun({
    graph: world.graph,
    codes: world.codes,
    published: published(world),
    streams: positions(world),
    slicesOf: (key) => slicesOf(world, key),
  });
}

export function emptyWorld(assets: readonly Asset[]): World {
  const graph = buildGraph(assets);
  const codes = new Map(graph.order.map((key) => [key, '0']));
  return { graph, codes, streams: new Map(sources.map((name) => [name, new Map()])), held: new Map() };
}
