import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { company } from './company.fixture.ts';
import { readPlanFile } from './plan-file.ts';
import { planRefusals } from './rules.ts';
import { planWarnings } from './warnings.ts';

/** A plan whose scorecard has so many KPIs. */
function declared(size: number) {
  const kpis = Array.from({ length: size }, (_, place): [string, string] => [
    `kpi_${place + 1}`,
    place === 0 ? String(1 - (size - 1) / 20) : '0.05',
  ]);
  const text = stringify({
    ...{ code: 'WIDE', roles: ['AE'], from: '2026-01-01', weights: [{ kpis: Object.fromEntries(kpis) }] },
    commission: { tiers: [{ from: '0', rate: '0.01' }] },
  });
  return readPlanFile({ file: 'wide.yaml', text }).declaration;
}

const key = 'weight_sets[AE v1].weights';

it.each([
  [7, [], []],
  [8, ['It weighs 8 KPIs; more than 7 blur what counts.'], []],
  [10, ['It weighs 10 KPIs; more than 7 blur what counts.'], []],
  [11, ['It weighs 11 KPIs; more than 7 blur what counts.'], ['It weighs 11 KPIs; it can be 10 at most.']],
])('of %d KPIs a scorecard is warned, refused or neither', (size, warned, refused) => {
  const declaration = declared(size);
  expect(planWarnings(declaration).map((each) => [each.key, each.happened.en])).toEqual(
    warned.map((each) => [key, each]),
  );
  const told = planRefusals(declaration, company).filter(({ rule }) => rule === 'few_kpis');
  expect(told.map((each) => [each.key, each.happened])).toEqual(refused.map((each) => [key, each]));
});
