import { describe, expect, it } from 'vitest';
import { viewWith } from './candidate.ts';

const at = (month: string, version: number) => ({ month: `${month}-01`, version, rows: 1 });
const visible = ['2026-01', '2026-02', '2026-03'].map((month) => at(month, 1));

describe('what is judged of a build in chunks', () => {
  it('is everything with the new months in place of the old', () => {
    const view = viewWith([at('2026-02', 2)], { visible, earlier: [], later: new Set() });
    expect(view).toEqual([at('2026-01', 1), at('2026-03', 1), at('2026-02', 2)]);
  });

  it('holds a row once that moves into another chunk, forwards and back', () => {
    const first = viewWith([at('2026-01', 2)], { visible, earlier: [], later: new Set(['2026-03-01']) });
    expect(first).toEqual([at('2026-02', 1), at('2026-01', 2)]);
    const second = viewWith([at('2026-03', 3)], { visible, earlier: [at('2026-01', 2)], later: new Set() });
    expect(second).toEqual([at('2026-02', 1), at('2026-01', 2), at('2026-03', 3)]);
  });

  it('does not hold what was one piece beside the months it has been cut into', () => {
    const whole = [at('1970-01', 1)];
    const emptied = { ...at('1970-01', 2), rows: 0 };
    const first = viewWith([emptied, at('2026-01', 2)], {
      visible: whole,
      earlier: [],
      later: new Set(['2026-04-01']),
    });
    expect(first).toEqual([emptied, at('2026-01', 2)]);
    expect(viewWith([at('2026-04', 3)], { visible: whole, earlier: first, later: new Set() })).toEqual([
      ...first,
      at('2026-04', 3),
    ]);
  });
});
