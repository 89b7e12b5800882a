import { describe, expect, it } from 'vitest';
import { scoreOn } from './curve.ts';
import { exact } from './exact.ts';
import type { Curve } from './facts.ts';
import { rounded } from './rounding.ts';

describe('a curve', () => {
  const score = (curve: Curve, value: string) => rounded(scoreOn(curve, exact(value)), 4);

  it('that is linear has 0 below its floor, is reached at it, and never passes its cap', () => {
    const curve: Curve = { type: 'linear', floor: '0.5', cap: '120' };
    expect(['0.499999', '0.5', '1', '1.2', '3'].map((x) => score(curve, x))).toEqual([
      '0.0000',
      '50.0000',
      '100.0000',
      '120.0000',
      '120.0000',
    ]);
    expect(score({ type: 'linear', floor: null, cap: null }, '3')).toBe('300.0000');
  });

  it('of steps gives the highest reached, in whatever order they are listed', () => {
    const curve: Curve = {
      type: 'step',
      steps: [
        { min: '0.6', score: '60' },
        { min: '1', score: '100' },
        { min: '0.8', score: '80' },
      ],
    };
    expect(['0.59', '0.6', '0.8', '0.99999', '1', '9'].map((x) => score(curve, x))).toEqual([
      '0.0000',
      '60.0000',
      '80.0000',
      '80.0000',
      '100.0000',
      '100.0000',
    ]);
  });

  it('without a step or a point gives nothing', () => {
    const scores = [score({ type: 'step', steps: [] }, '1'), score({ type: 'points', points: [] }, '1')];
    expect(scores).toEqual(['0.0000', '0.0000']);
  });

  it('through points is straight between and flat outside', () => {
    const curve: Curve = {
      type: 'points',
      points: [
        ['4', '80'],
        ['3', '0'],
        ['4.5', '100'],
      ],
    };
    expect(['1', '3', '3.5', '4', '4.125', '4.5', '5'].map((x) => score(curve, x))).toEqual([
      '0.0000',
      '0.0000',
      '40.0000',
      '80.0000',
      '85.0000',
      '100.0000',
      '100.0000',
    ]);
  });
});
