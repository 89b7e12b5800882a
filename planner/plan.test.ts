import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, monthly, sql, unpartitioned } from '../models/kit/asset.ts';
import { date, string } from '../models/kit/column.ts';
import { all, type PartitionMapping, sameMonth, slice, stream, window } from '../models/kit/mapping.ts';
import { outputMonths } from './mapping.ts';
import { monthsBetween } from './month.ts';
import { planAsset } from './plan.ts';
import type { Decision, InputState, Month, PartitionState } from './state.ts';
import { why } from './why.ts';

const year = monthsBetween('2025-01-01', '2025-12-01');
const inputs: Record<string, PartitionMapping> = {
  line: sameMonth('stg.line'),
  past: window('fct.past', -3, 1),
  rate: all('stg.rate'),
  who: slice('dim.who'),
};
const asset: Asset = {
  key: 'fct.x',
  description: 'An example.',
  columns: { id: string, day: date },
  partitions: monthly('day'),
  orderBy: ['id'],
  inputs,
  compute: sql(),
  checks: [],
};
const whole: Asset = { ...asset, key: 'stg.line', inputs: { rows: stream('erp', 'line') } };

type Contents = Readonly<Record<string, Readonly<Record<Month, string>>>>;
const contents: Contents = Object.fromEntries(
  Object.keys(inputs).map((alias) => [
    alias,
    Object.fromEntries(year.map((month) => [month, `${alias} ${month}`])),
  ]),
);

function stateOf(by: Contents): InputState {
  const map = (alias: string) => new Map(Object.entries(by[alias] ?? {}));
  return {
    months: Object.fromEntries(Object.keys(inputs).map((alias) => [alias, map(alias)])),
    slices: { who: map('who') },
    streams: {},
  };
}

function changed(alias: string, month: Month, hash: string | undefined): Contents {
  const { [month]: _, ...others } = contents[alias] ?? {};
  return { ...contents, [alias]: hash === undefined ? others : { ...others, [month]: hash } };
}

function built(decisions: readonly Decision[], rows = 5): PartitionState[] {
  return decisions.map(({ month, fingerprint, code, inputs: read }) => {
    return {
      month: month ?? '2025-01-01',
      version: 1,
      contentHash: 'h',
      rows,
      fingerprint,
      code,
      inputs: read,
    };
  });
}

const first = planAsset({ asset, code: 'c', published: [], inputs: stateOf(contents) });
const published = built(first);

function acted(decisions: readonly Decision[]): Record<string, Month[]> {
  const months = (action: Decision['action']) =>
    decisions.filter((decision) => decision.action === action).flatMap((decision) => decision.month ?? []);
  return { build: months('build'), empty: months('empty') };
}

const aliasAndMonth = fc.tuple(fc.constantFrom('line', 'past', 'rate'), fc.constantFrom(...year));

describe('an asset with months', () => {
  it('is built for every month of its monthly inputs at first', () => {
    expect(acted(first)).toEqual({ build: year, empty: [] });
    expect(first[0]?.reason).toEqual({ kind: 'never built' });
  });

  it('is kept when nothing changed', () => {
    const again = planAsset({ asset, code: 'c', published, inputs: stateOf(contents) });
    expect(again.map((decision) => decision.reason.kind)).toEqual(year.map(() => 'fresh'));
  });

  it('is rebuilt for exactly the months that a changed month of an input maps to', () => {
    fc.assert(
      fc.property(aliasAndMonth, ([alias, month]) => {
        const now = planAsset({ asset, code: 'c', published, inputs: stateOf(changed(alias, month, 'new')) });
        const mapped = outputMonths(inputs[alias] ?? all('stg.line'), month);
        expect(acted(now)).toEqual({
          build: year.filter((each) => mapped === 'all' || mapped.includes(each)),
          empty: [],
        });
        const reasons = now
          .filter((decision) => decision.action === 'build')
          .map((decision) => decision.reason);
        for (const reason of reasons) expect(reason).toEqual({ kind: 'input changed', inputs: [alias] });
      }),
      { seed: 1 },
    );
  });

  it('is rebuilt for one month when only the slice of that month changed', () => {
    const slices = {
      who: new Map([...year.map((month): [Month, string] => [month, `who ${month}`]), ['2025-06-01', 'new']]),
    };
    const state = { ...stateOf(changed('who', '1970-01-01', 'any')), slices };
    expect(acted(planAsset({ asset, code: 'c', published, inputs: state })).build).toEqual(['2025-06-01']);
  });

  it('is emptied for exactly the months that vanished from every monthly input, once', () => {
    fc.assert(
      fc.property(fc.subarray(year, { minLength: 1 }), (gone) => {
        const keep = Object.fromEntries(
          year.filter((month) => !gone.includes(month)).map((month) => [month, month]),
        );
        const state = stateOf({ ...contents, line: keep, past: keep });
        const now = planAsset({ asset, code: 'c', published, inputs: state });
        expect(acted(now).empty).toEqual(gone);
        const after = now.flatMap((decision) => built([decision], decision.action === 'empty' ? 0 : 5));
        const later = planAsset({ asset, code: 'c2', published: after, inputs: state });
        expect(acted(later)).toEqual({ build: Object.keys(keep), empty: [] });
        const back = planAsset({ asset, code: 'c', published: after, inputs: stateOf(contents) });
        expect(acted(back).build).toEqual(expect.arrayContaining(gone));
      }),
      { seed: 1 },
    );
  });

  it('is rebuilt when a month comes back, even where the part it reads looks as it did before', () => {
    const lagging: Asset = { ...asset, inputs: { past: window('fct.past', -1, -1), rate: all('stg.rate') } };
    const state = (...months: Month[]) =>
      stateOf({ past: Object.fromEntries(months.map((month) => [month, 'p'])), rate: {} });
    const at = (published: PartitionState[], ...months: Month[]) =>
      planAsset({ asset: lagging, code: 'c', published, inputs: state(...months) });
    const once = built(at([], '2025-01-01'));
    const gone = at(once);
    expect(gone).toMatchObject([{ action: 'empty', reason: { kind: 'input gone' } }]);
    const back = at(built(gone, 0), '2025-01-01');
    expect(back).toMatchObject([{ action: 'build', reason: { kind: 'input changed', inputs: ['past'] } }]);
  });

  it('is rebuilt when its code changed, or when a month is asked for', () => {
    const code = planAsset({ asset, code: 'c2', published, inputs: stateOf(contents) });
    expect(new Set(code.map((decision) => decision.reason.kind))).toEqual(new Set(['code changed']));
    const requested = planAsset({
      asset,
      code: 'c',
      published,
      inputs: stateOf(contents),
      requested: ['2025-05-01'],
    });
    expect(acted(requested)).toEqual({ build: ['2025-05-01'], empty: [] });
    const everything = planAsset({
      asset,
      code: 'c',
      published,
      inputs: stateOf(contents),
      requested: 'all',
    });
    expect(acted(everything).build).toEqual(year);
  });

  it('is never planned from a state with an input missing, which would look like vanished months', () => {
    const state = { ...stateOf(contents), months: {} };
    expect(() => planAsset({ asset, code: 'c', published, inputs: state })).toThrow(
      expect.objectContaining({ code: 'PLAN_INPUT_UNKNOWN' }),
    );
  });
});

describe('a whole asset', () => {
  const at = (position: string) => ({ months: {}, slices: {}, streams: { rows: position } });
  const done = built(planAsset({ asset: whole, code: 'c', published: [], inputs: at('1') }));
  const elsewhere = done.map((state) => ({ ...state, month: '2025-02-01', rows: 0, fingerprint: 'old' }));

  it('is one decision without a month', () => {
    expect(planAsset({ asset: whole, code: 'c', published: [], inputs: at('1') })).toMatchObject([
      { month: undefined, action: 'build', reason: { kind: 'never built' } },
    ]);
    expect(planAsset({ asset: whole, code: 'c', published: done, inputs: at('2') })).toMatchObject([
      { action: 'build', reason: { kind: 'input changed', inputs: ['rows'] } },
    ]);
  });

  it('does not mind the old fingerprint of a month that was emptied earlier', () => {
    const plan = planAsset({ asset: whole, code: 'c', published: [...done, ...elsewhere], inputs: at('1') });
    expect(plan).toMatchObject([{ action: 'keep' }]);
  });

  it('that turned out empty is not built again and again', () => {
    const nothing = done.map((state) => ({ ...state, rows: 0 }));
    expect(planAsset({ asset: whole, code: 'c', published: nothing, inputs: at('1') })).toMatchObject([
      { action: 'keep' },
    ]);
  });

  it('reads the whole dimension where a month would read a slice', () => {
    const flat: Asset = { ...whole, partitions: unpartitioned(), inputs: { who: slice('dim.who') } };
    const state = (hash: string): InputState => {
      return { months: { who: new Map([['1970-01-01', hash]]) }, slices: {}, streams: {} };
    };
    const once = built(planAsset({ asset: flat, code: 'c', published: [], inputs: state('a') }));
    expect(planAsset({ asset: flat, code: 'c', published: once, inputs: state('a') })).toMatchObject([
      { action: 'keep' },
    ]);
    expect(planAsset({ asset: flat, code: 'c', published: once, inputs: state('b') })).toMatchObject([
      { action: 'build' },
    ]);
  });
});

describe('why', () => {
  it('says what is done to which month, and the reason', () => {
    const now = planAsset({
      asset,
      code: 'c',
      published,
      inputs: stateOf(changed('line', '2025-03-01', 'new')),
    });
    expect(now.slice(2, 4).map((decision) => why(decision, asset))).toEqual([
      'fct.x 2025-03 is built: line (stg.line) changed since it was built.',
      'fct.x 2025-04 is kept: its code and everything it reads are as they were when it was built.',
    ]);
  });
});
