import type { Expression } from '../expression/expression.ts';
import { factName, type KpiFact } from '../fact.ts';
import type { Kpi, ReadMeasure } from '../kpi.ts';
import type { Shift } from './period.ts';

/** Measures of any KPIs that read the same rows of the same fact, and so are one pass over it. */
export interface Scan {
  readonly fact: KpiFact;
  readonly shift: Shift | undefined;
  readonly begunBy: KpiFact | undefined;
  /** SQL of the groups of a `top`. */
  readonly by: Expression | undefined;
  readonly measures: readonly ReadMeasure[];
  /** Whose measures they are. */
  readonly parts: readonly Part[];
}

/** What one KPI takes from a scan. */
export interface Part {
  readonly kpi: Kpi;
  readonly measures: readonly ReadMeasure[];
  /** Whether these rows are those behind its numerator. */
  readonly counts: boolean;
}

/** The passes that all measures of some KPIs need. `apart` names what else keeps KPIs from sharing one. */
export function scansOf(kpis: readonly Kpi[], apart: (kpi: Kpi) => string): readonly Scan[] {
  const scans = new Map<string, Part[]>();
  for (const kpi of kpis)
    for (const [place, [key, measures]] of [...byScan(kpi)].entries()) {
      const shared = JSON.stringify([key, apart(kpi)]);
      const part = { kpi, measures, counts: place === 0 };
      scans.set(shared, [...(scans.get(shared) ?? []), part]);
    }
  return [...scans.values()].flatMap(joined);
}

function joined(parts: readonly Part[]): readonly Scan[] {
  const measures = parts.flatMap((part) => part.measures);
  const [first] = measures;
  if (first === undefined) return [];
  const { fact, begunBy, by, declared } = first;
  return [{ fact, begunBy, by, shift: declared.shift, measures, parts }];
}

function byScan({ measures }: Kpi): ReadonlyMap<string, readonly ReadMeasure[]> {
  const found = new Map<string, ReadMeasure[]>();
  for (const measure of measures) {
    const key = scanKey(measure);
    found.set(key, [...(found.get(key) ?? []), measure]);
  }
  return found;
}

/** A `top` ranks groups of the rows it takes, so that only the same ranking shares a pass. */
function scanKey({ declared, fact, credit }: ReadMeasure): string {
  const { shift, begun_by, top, where } = declared;
  const ranked = top === undefined ? [] : [top.sum, top.by, where, credit];
  return JSON.stringify([factName(fact), shift, begun_by, ...ranked]);
}
