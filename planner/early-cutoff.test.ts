import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, monthly, sql, unpartitioned } from '../models/kit/asset.ts';
import { date, string } from '../models/kit/column.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { all, type PartitionMapping, sameMonth, slice, stream, window } from '../models/kit/mapping.ts';
import { settle, vanishedMonths } from './cutoff.ts';
import { buildGraph, type Graph } from './graph.ts';
import { inputStateOf } from './input-state.ts';
import { inputMonths } from './mapping.ts';
import { monthsBetween } from './month.ts';
import { planAsset, planRun, type RunSituation } from './plan.ts';
import { isWhole, wantedMonths } from './scope.ts';
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
interface World {
  readonly graph: Graph;
  readonly codes: Map<AssetKey, string>;
  readonly streams: Map<string, Map<number, Row>>;
  readonly held: Map<AssetKey, Map<Month, Held>>;
}

const year = monthsBetween('2025-01-01', '2025-06-01');
const sources = ['s.a', 's.b'];

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

function run(world: World): Decision[] {
  return world.graph.order.flatMap((key) => {
    const asset = world.graph.asset(key);
    const decisions = decide(world, asset);
    for (const decision of decisions) carryOut(world, asset, decision);
    return decisions.filter((decision) => decision.action !== 'keep');
  });
}

function visible(world: World): Record<string, readonly Row[]> {
  const parts = [...world.held].flatMap(([key, months]) =>
    [...months].map(([month, { rows }]) => [`${key} ${month}`, rows] as const),
  );
  return Object.fromEntries(parts.filter(([, rows]) => rows.length > 0));
}

function upperBound(world: World): RunDecision[] {
  const situation: RunSituation = {
    graph: world.graph,
    codes: world.codes,
    published: published(world),
    streams: positions(world),
    slicesOf: (key) => slicesOf(world, key),
  };
  return planRun(situation);
}

function foreseen(bound: readonly RunDecision[], done: Decision): boolean {
  const same = bound.filter((line) => line.asset === done.asset && line.action !== 'keep');
  const known = bound.some((line) => line.asset === done.asset && line.month === done.month);
  return same.some((line) => line.month === done.month || (line.month === undefined && !known));
}

const seed = fc.record({
  flat: fc.boolean(),
  layer: fc.constantFrom('dim', 'fct'),
  picks: fc.array(fc.tuple(fc.nat(), fc.nat(4)), { minLength: 1, maxLength: 3 }),
});
type Seed = {
  readonly flat: boolean;
  readonly layer: string;
  readonly picks: readonly (readonly [number, number])[];
};

function assetOf(key: AssetKey, flat: boolean, inputs: Record<string, PartitionMapping>): Asset {
  const shape = {
    columns: { id: string, day: date },
    orderBy: ['id'],
    compute: sql(),
    checks: [],
    validity: { from: 'day', to: 'day' },
  };
  return { key, description: '', partitions: flat ? unpartitioned() : monthly('day'), inputs, ...shape };
}

function mappingOf(from: Asset, flat: boolean, kind: number): PartitionMapping {
  const plain = [all(from.key), slice(from.key)] as const;
  if (flat || from.partitions.kind === 'unpartitioned') return plain[kind % 2] ?? plain[0];
  return (
    [
      sameMonth(from.key),
      window(from.key, -1, 1),
      sameMonth(from.key),
      window(from.key, -2, -1),
      slice(from.key),
    ][kind] ?? plain[0]
  );
}

function assetsOf(seeds: readonly Seed[]): Asset[] {
  const assets = sources.map((name) => {
    const [source = '', part = ''] = name.split('.');
    return assetOf(`stg.${part}`, false, { rows: stream(source, part) });
  });
  for (const [index, { flat, picks }] of seeds.entries()) {
    const inputs = picks.flatMap(([pick, kind], alias) => {
      const from = assets[pick % assets.length];
      return from === undefined ? [] : [[`i${alias}`, mappingOf(from, flat, kind)] as const];
    });
    assets.push(assetOf(`fct.n${index}`, flat, Object.fromEntries(inputs)));
  }
  return assets;
}

const change = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'drop', 'dropMonth', 'code'),
  at: fc.nat(40),
  month: fc.constantFrom(...year),
  value: fc.nat(9),
});
type Change = { readonly kind: string; readonly at: number; readonly month: Month; readonly value: number };

function apply(world: World, { kind, at, month, value }: Change): void {
  const rows = world.streams.get(sources[at % 2] ?? '');
  const id = at % 11;
  if (kind === 'put') rows?.set(id, { month, value });
  if (kind === 'drop') rows?.delete(id);
  if (kind === 'dropMonth') for (const [each, row] of rows ?? []) if (row.month === month) rows?.delete(each);
  const key = world.graph.order[at % world.graph.order.length];
  if (kind === 'code' && key !== undefined) world.codes.set(key, String(value));
}

function emptyWorld(assets: readonly Asset[]): World {
  const graph = buildGraph(assets);
  const codes = new Map(graph.order.map((key) => [key, '0']));
  return { graph, codes, streams: new Map(sources.map((name) => [name, new Map()])), held: new Map() };
}

const seeds = fc.array(seed, { minLength: 1, maxLength: 6 });
const batches = fc.array(fc.array(change, { maxLength: 6 }), { minLength: 1, maxLength: 5 });

describe('a warehouse kept up to date by plans', { timeout: 120_000 }, () => {
  it('always equals one built from scratch, and is then at rest', () => {
    fc.assert(
      fc.property(seeds, batches, (shape, nights) => {
        const world = emptyWorld(assetsOf(shape));
        for (const night of nights) {
          for (const each of night) apply(world, each);
          run(world);
          const scratch = { ...world, held: new Map() };
          run(scratch);
          expect(visible(world)).toEqual(visible(scratch));
          expect(run(world)).toEqual([]);
        }
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  });

  it('never does what the plan of the run did not foresee', () => {
    fc.assert(
      fc.property(seeds, batches, (shape, nights) => {
        const world = emptyWorld(assetsOf(shape));
        for (const night of nights) {
          for (const each of night) apply(world, each);
          const bound = upperBound(world);
          for (const done of run(world)) expect([done, foreseen(bound, done)]).toEqual([done, true]);
        }
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  });

  it('is at rest when a source stays empty', () => {
    const world = emptyWorld([assetOf('stg.a', false, { rows: stream('s', 'a') })]);
    const put = (value: number) => apply(world, { kind: 'put', at: 2, month: '2025-02-01', value });
    for (const value of [0, 1, 0, 5, 10, 2, 5]) {
      put(value);
      run(world);
      expect(run(world)).toEqual([]);
    }
  });

  it('stops where a rebuilt month turns out equal', () => {
    const chain = [
      assetOf('stg.a', false, { rows: stream('s', 'a') }),
      assetOf('fct.x', false, { a: sameMonth('stg.a') }),
      assetOf('mart.y', false, { x: window('fct.x', 0, 1) }),
    ];
    const world = emptyWorld(chain);
    const put = (at: number, month: Month, value: number) => apply(world, { kind: 'put', at, month, value });
    put(2, '2025-02-01', 1);
    put(4, '2025-03-01', 2);
    run(world);
    put(2, '2025-02-01', 6);
    expect(run(world).map(({ asset, month }) => [asset, month])).toEqual([['stg.a', undefined]]);
    put(4, '2025-03-01', 3);
    expect(run(world).map(({ asset, month }) => [asset, month])).toEqual([
      ['stg.a', undefined],
      ['fct.x', '2025-03-01'],
      ['mart.y', '2025-02-01'],
      ['mart.y', '2025-03-01'],
    ]);
    expect(isWhole(chain[0] ?? world.graph.asset('stg.a'))).toBe(true);
    expect(wantedMonths(world.graph.asset('stg.a'), { months: {} })).toEqual([]);
  });
});
