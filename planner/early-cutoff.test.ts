import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, monthly, quarterly, sql, unpartitioned } from '../models/kit/asset.ts';
import { date, string } from '../models/kit/column.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { all, type PartitionMapping, sameMonth, slice, stream, window } from '../models/kit/mapping.ts';
import { isWhole, wantedMonths } from './scope.ts';
import { emptyWorld, run, sources, upperBound, visible, type World, year } from './simulation.ts';
import type { Decision, Month, RunDecision } from './state.ts';

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

it('keeps quarters in their first month, also where only a later one has anything', () => {
  const asset = { partitions: quarterly('day'), inputs: { sold: window('fct.sold', 0, 2) } };
  const months = new Map([
    ['2026-02-01', 'a'],
    ['2026-03-01', 'b'],
    ['2026-07-01', 'c'],
  ]);
  expect(wantedMonths(asset, { months: { sold: months } })).toEqual(['2026-01-01', '2026-07-01']);
});
