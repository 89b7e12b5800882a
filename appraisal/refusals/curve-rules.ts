import { allDiffer, exact } from '../exact.ts';
import type { Curve, DecimalText, PeriodFacts } from '../facts.ts';
import { decimalRules } from './number-rules.ts';
import { type Refusal, unless } from './refusal.ts';

function numbersOf(curve: Curve): readonly DecimalText[] {
  switch (curve.type) {
    case 'linear':
      return [curve.floor, curve.cap].flatMap((bound) => bound ?? []);
    case 'step':
      return curve.steps.flatMap(({ min, score }) => [min, score]);
    case 'points':
      return curve.points.flat();
  }
}

/** The values at which a curve is given; no two may be equal, and a curve needs one. */
function edgesOf(curve: Curve): readonly DecimalText[] | undefined {
  if (curve.type === 'linear') return undefined;
  return curve.type === 'step' ? curve.steps.map(({ min }) => min) : curve.points.map(([value]) => value);
}

function shapeRules(key: string, curve: Curve): readonly Refusal[] {
  const edges = edgesOf(curve);
  if (edges === undefined) return [];
  const clear = edges.length > 0 && allDiffer(edges.map(exact));
  return unless(clear, key, 'curve_unambiguous', 'It needs at least one value, and each value once.');
}

export function curveRules({ curves }: Pick<PeriodFacts, 'curves'>): readonly Refusal[] {
  return Object.entries(curves).flatMap(([kpi, curve]) => {
    const key = `curves.${kpi}`;
    const numbers = numbersOf(curve).flatMap((text) => decimalRules(key, text));
    return numbers.length > 0 ? numbers : shapeRules(key, curve);
  });
}
