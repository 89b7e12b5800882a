import type { Figure } from '../figure.ts';
import { kpiFigures } from './kpis.ts';
import { payFigures } from './pay.ts';

const parts = { kpis: kpiFigures, pay: payFigures };

/** Measures the marts of a company of 5,000 people; without names, all parts. */
export async function martFigures(names: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue;
    figures.push(...(await measure()));
  }
  return figures;
}
