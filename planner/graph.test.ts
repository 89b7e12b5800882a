import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { type Asset, monthly, sql, unpartitioned } from '../models/kit/asset.ts';
import { relationship } from '../models/kit/check.ts';
import { date, string } from '../models/kit/column.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { all, type PartitionMapping, sameMonth, slice, stream, window } from '../models/kit/mapping.ts';
import { buildGraph, connectedParts } from './graph.ts';

function asset(key: AssetKey, inputs: Record<string, PartitionMapping>, more: Partial<Asset> = {}): Asset {
  return {
    key,
    description: 'An example.',
    columns: { id: string, day: date, note: string.orNull() },
    partitions: monthly('day'),
    orderBy: ['id'],
    inputs,
    compute: sql(),
    checks: [],
    ...more,
  };
}

function refusal(...assets: readonly Asset[]): string {
  try {
    buildGraph(assets);
  } catch (error) {
    if (error instanceof YardstickError && error.code === 'ASSET_INVALID') return error.explain();
    throw error;
  }
  throw new Error('the graph was accepted');
}

const lone = { partitions: unpartitioned() } as const;

describe('a valid graph', () => {
  const graph = buildGraph([
    asset('mart.sales', { event: sameMonth('fct.event'), lag: window('fct.event', -12, 0) }),
    asset('fct.event', { line: sameMonth('stg.line'), who: slice('dim.employee') }),
    asset('dim.employee', { raw: all('stg.employee') }, { ...lone, validity: { from: 'day', to: 'day' } }),
    asset('stg.employee', { rows: stream('crm', 'user') }, lone),
    asset('stg.line', { rows: stream('erp', 'line') }),
  ]);

  it('puts inputs before their readers', () => {
    expect(graph.order).toEqual(['stg.employee', 'dim.employee', 'stg.line', 'fct.event', 'mart.sales']);
  });

  it('knows direct and indirect neighbours', () => {
    expect(graph.inputsOf('mart.sales')).toEqual(['fct.event']);
    expect(graph.readersOf('stg.line')).toEqual(['fct.event']);
    expect(graph.upstream('fct.event')).toEqual(['stg.employee', 'dim.employee', 'stg.line']);
    expect(graph.downstream('stg.employee')).toEqual(['dim.employee', 'fct.event', 'mart.sales']);
  });

  it('names an asset it does not have', () => {
    expect(() => graph.upstream('fct.nothing')).toThrow(expect.objectContaining({ code: 'ASSET_UNKNOWN' }));
  });

  it('splits a run into parts that fail apart', () => {
    expect(connectedParts(graph, ['mart.sales', 'fct.event', 'stg.employee'])).toEqual([
      ['stg.employee'],
      ['fct.event', 'mart.sales'],
    ]);
    expect(connectedParts(graph, [])).toEqual([]);
  });
});

describe('a wrong declaration is refused with its name and the reason', () => {
  const line = asset('stg.line', { rows: stream('erp', 'line') });
  const flat = asset('stg.flat', {}, lone);

  it.each([
    ['declared twice', refusal(line, line), 'stg.line: It is declared twice'],
    [
      'unknown input',
      refusal(asset('fct.x', { gone: all('stg.gone') })),
      'Input gone reads stg.gone, which is not declared',
    ],
    ['backwards', refusal(asset('stg.x', { m: all('mart.m') }), asset('mart.m', {})), 'never back'],
    ['stream outside stg', refusal(asset('fct.x', { rows: stream('erp', 'line') })), 'only stg assets'],
    [
      'slice without validity',
      refusal(flat, asset('fct.x', { who: slice('stg.flat') })),
      'declares no validity',
    ],
    [
      'months of nothing',
      refusal(flat, asset('fct.x', { f: sameMonth('stg.flat') })),
      'stg.flat has no months',
    ],
    [
      'months into nothing',
      refusal(line, asset('fct.x', { l: window('stg.line', 0, 0) }, lone)),
      'read it with all()',
    ],
    ['empty window', refusal(line, asset('fct.x', { l: window('stg.line', 1, 0) })), 'no month at all'],
    ['nullable key', refusal(asset('fct.x', {}, { orderBy: ['note'] })), 'note may be null'],
    [
      'a reference outside the inputs',
      refusal(line, asset('fct.x', {}, { checks: [relationship('id', 'stg.line', 'id')] })),
      'relationship(id → stg.line.id) looks into stg.line, which is not among its inputs',
    ],
    [
      'a reference to no column',
      refusal(
        line,
        asset('fct.x', { l: all('stg.line') }, { checks: [relationship('id', 'stg.line', 'nope')] }),
      ),
      'looks for a column that stg.line has not',
    ],
    ['undeclared key', refusal(asset('fct.x', {}, { orderBy: ['nope'] })), 'nope is not declared'],
  ])('%s', (_, message, part) => {
    expect(message).toContain(part);
  });

  it('names the path of a cycle', () => {
    const circle = refusal(
      asset('fct.a', { c: all('fct.c') }),
      asset('fct.b', { a: all('fct.a') }),
      asset('fct.c', { b: all('fct.b') }),
    );
    expect(circle).toContain('fct.a ← fct.c ← fct.b ← fct.a');
  });
});

const size = 8;
const key = (index: number): AssetKey => `fct.n${index}`;
const edges = fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {
  selector: ([from, to]) => `${from}-${to}`,
  maxLength: 20,
});

function assetsOf(pairs: readonly (readonly [number, number])[]): Asset[] {
  return Array.from({ length: size }, (_, index) => {
    const inputs = pairs
      .filter(([, reader]) => reader === index)
      .map(([input]) => [`i${input}`, all(key(input))] as const);
    return asset(key(index), Object.fromEntries(inputs));
  });
}

describe('random graphs', () => {
  it('are ordered with every input before its reader, whatever the order of declaration', () => {
    fc.assert(
      fc.property(edges, fc.shuffledSubarray([...Array(size).keys()], { minLength: size }), (pairs, rank) => {
        const acyclic = pairs.filter(([from, to]) => (rank[from] ?? 0) < (rank[to] ?? 0));
        const { order } = buildGraph(assetsOf(acyclic));
        expect(order).toHaveLength(size);
        for (const [from, to] of acyclic)
          expect(order.indexOf(key(from))).toBeLessThan(order.indexOf(key(to)));
        expect(buildGraph(assetsOf(acyclic).reverse()).order).toEqual(order);
      }),
      { seed: 1 },
    );
  });

  it('with a cycle are always refused', () => {
    const nodes = fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: size });
    fc.assert(
      fc.property(edges, nodes, (pairs, ring) => {
        const closing = ring.map((node, index): [number, number] => [
          node,
          ring[(index + 1) % ring.length] ?? node,
        ]);
        expect(refusal(...assetsOf([...pairs, ...closing]))).toContain('in a circle');
      }),
      { seed: 1 },
    );
  });
});
