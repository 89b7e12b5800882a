import { describe, expect, it } from 'vitest';
import { type Asset, fn, monthly, sql, unpartitioned } from '../models/kit/asset.ts';
import { date, string } from '../models/kit/column.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { all, type PartitionMapping, sameMonth, stream, window } from '../models/kit/mapping.ts';
import { buildGraph } from './graph.ts';
import { inputStateOf } from './input-state.ts';
import { planAsset, planRun, type RunSituation } from './plan.ts';
import { isWhole } from './scope.ts';
import { type PartitionState, theOneMonth } from './state.ts';
import { why } from './why.ts';

function asset(key: AssetKey, inputs: Record<string, PartitionMapping>, flat = false): Asset {
  const columns = { id: string, day: date };
  const partitions = flat ? unpartitioned() : monthly('day');
  return { key, description: '', columns, partitions, orderBy: ['id'], inputs, compute: sql(), checks: [] };
}

const graph = buildGraph([
  asset('stg.line', { rows: stream('erp', 'line') }),
  asset('fct.event', { line: sameMonth('stg.line') }),
  asset('mart.year', { event: window('fct.event', -1, 0) }),
  { ...asset('mart.total', { event: all('fct.event') }, true), compute: fn('total', 1) },
]);
const codes = new Map(graph.order.map((key) => [key, 'c']));
const streams = { 'erp.line': '1' };
const none = { slices: {} };
const months = ['2025-01-01', '2025-02-01', '2025-03-01'];

/** Every asset built for the three months from equal content. */
function settled(): Map<AssetKey, PartitionState[]> {
  const published = new Map<AssetKey, PartitionState[]>();
  for (const key of graph.order) {
    const each = graph.asset(key);
    const inputs = inputStateOf({ asset: each, published, streams, ...none });
    const states = planAsset({ asset: each, code: 'c', published: [], inputs }).flatMap((decision) => {
      const held =
        each.partitions.kind === 'unpartitioned'
          ? [theOneMonth]
          : isWhole(each)
            ? months
            : [decision.month ?? ''];
      return held.map((month) => ({
        ...decision,
        month,
        version: 1,
        contentHash: `${key} ${month}`,
        rows: 3,
      }));
    });
    published.set(key, states);
  }
  return published;
}

const calm: RunSituation = { graph, codes, published: settled(), streams, slicesOf: () => ({}) };

function told(run: RunSituation): string[] {
  return planRun(run)
    .filter((line) => line.action !== 'keep')
    .map((line) => why(line, graph.asset(line.asset)));
}

describe('the plan of a run', () => {
  it('is nothing when nothing changed', () => {
    expect(told(calm)).toEqual([]);
    expect(planRun(calm)).toHaveLength(1 + 3 + 3 + 1);
  });

  it('follows one month downstream and names what may change first', () => {
    const published = new Map(calm.published);
    published.set(
      'fct.event',
      (published.get('fct.event') ?? []).map((state) => {
        return state.month === '2025-02-01'
          ? { ...state, fingerprint: 'old', inputs: { line: 'old' } }
          : state;
      }),
    );
    const waits = 'fct.event may change first; if its part turns out equal, this is kept.';
    expect(told({ ...calm, published })).toEqual([
      'fct.event 2025-02 is built: line (stg.line) changed since it was built.',
      `mart.total may be built: ${waits}`,
      `mart.year 2025-02 may be built: ${waits}`,
      `mart.year 2025-03 may be built: ${waits}`,
    ]);
  });

  it('expects anything of a stream that is read first, months never seen among it', () => {
    const lines = told({ ...calm, streamsToRead: ['erp.line'] });
    expect(lines[0]).toBe(
      'stg.line may be built: erp.line is read first; if nothing new comes, this is kept.',
    );
    expect(lines).toContain(
      'A month new to fct.event may be built: stg.line may change first; if its part turns out equal, this is kept.',
    );
    expect(lines).toHaveLength(1 + 4 + 1 + 4);
  });

  it('builds what is asked for', () => {
    const requested = new Map([['mart.total', 'all'] as const]);
    expect(told({ ...calm, requested })).toEqual([
      'mart.total is built: the run asks for it, though nothing it is made from has changed.',
    ]);
  });

  it('tells of changed code what kind of code it is', () => {
    const lines = told({ ...calm, codes: new Map(graph.order.map((key) => [key, 'd'])) });
    expect(lines).toContain(
      'stg.line is built: its SQL, columns, inputs or a setting it uses changed since it was built.',
    );
    expect(lines).toContain(
      'mart.total is built: its function, columns, inputs or a company setting changed since it was built.',
    );
  });

  it('is refused when the code of an asset is not known', () => {
    expect(() => planRun({ ...calm, codes: new Map() })).toThrow(
      expect.objectContaining({ code: 'PLAN_INPUT_UNKNOWN' }),
    );
  });
});
