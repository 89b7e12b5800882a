import { type Exact, exact, hundred, least, zero } from './exact.ts';
import type { Curve, LinearCurve, PointsCurve, StepCurve } from './facts.ts';

function onLine({ floor, cap }: LinearCurve, value: Exact): Exact {
  if (floor !== null && value.lt(exact(floor))) return zero;
  const score = value.mul(hundred);
  return cap === null ? score : least(score, exact(cap));
}

function onSteps({ steps }: StepCurve, value: Exact): Exact {
  const reached = steps
    .map(({ min, score }) => ({ min: exact(min), score: exact(score) }))
    .filter(({ min }) => min.lte(value))
    .sort((a, b) => b.min.compare(a.min));
  return reached[0]?.score ?? zero;
}

function throughPoints({ points }: PointsCurve, value: Exact): Exact {
  const known = points.map(([x, y]) => ({ x: exact(x), y: exact(y) })).sort((a, b) => a.x.compare(b.x));
  const below = known.findLast(({ x }) => x.lte(value));
  const above = known.find(({ x }) => x.gt(value));
  if (below === undefined || above === undefined) return (below ?? above)?.y ?? zero;
  const way = value.sub(below.x).div(above.x.sub(below.x));
  return below.y.add(above.y.sub(below.y).mul(way));
}

/** The score of a KPI's value; values and edges are compared unrounded. */
export function scoreOn(curve: Curve, value: Exact): Exact {
  switch (curve.type) {
    case 'linear':
      return onLine(curve, value);
    case 'step':
      return onSteps(curve, value);
    case 'points':
      return throughPoints(curve, value);
  }
}
