import { afterAll, beforeAll, expect, it } from 'vitest';
import { martProcessStage } from '../../models/mart/process-stage.ts';
import { martRanking } from '../../models/mart/ranking.ts';
import { martSuggestion } from '../../models/mart/suggestion.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

let bench: Bench;
const stages = ['', 'Contact', 'Offer', 'Approval'];
let changes = 0;

/** The course of a deal: the day of July on which it entered each stage; 0 is lost. */
function course(opportunity_id: string, ...steps: readonly (readonly [stage: number, day: number])[]) {
  return steps.map(([stage, day], place) => {
    changes += 1;
    const before = steps[place - 1]?.[0] ?? 0;
    const on = `2026-07-${String(day).padStart(2, '0')}`;
    return {
      ...{ change_id: `H${String(changes).padStart(4, '0')}`, opportunity_id, changed_at: `${on} 02:00:00` },
      ...{ business_date: on, is_creation: place === 0, from_stage_no: before, to_stage_no: stage },
      from_stage: stages[before],
      to_stage: stage === 0 ? 'Lost' : stages[stage],
    };
  });
}

beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(() => bench.stop());

it('tells where deals wait and go back; shares of the cycle add up to one', async () => {
  await bench.give(assetNamed('fct.opportunity_change'), [
    ...course('D1', [1, 1], [2, 3], [3, 9], [0, 12]),
    ...course('D2', [1, 1], [2, 3], [1, 7], [2, 8], [3, 14], [0, 15]),
    ...course('D3', [1, 2], [2, 4]),
    // Told twice, but it never left its stage.
    ...course('D4', [1, 2], [1, 5]),
  ]);
  await bench.build(martProcessStage);
  const rows = await bench.read(`
    SELECT stage, visits, days_spent AS days, median_days AS median, round(cycle_share, 4) AS share, steps_back AS back,
        first_pass AS first, round(first_pass_yield, 4) AS fpy, round(dpmo) AS dpmo, is_bottleneck AS waits
    FROM bench.mart_process_stage ORDER BY stage_no`);
  expect(rows).toEqual([
    // D1 2, D2 2 and 1 again, D3 2 days.
    {
      ...{ stage: 'Contact', visits: 4, days: 7, median: 2, share: 0.2593, back: 0 },
      first: 3,
      fpy: 0.75,
      dpmo: 0,
      waits: false,
    },
    // D1 6, D2 4 and back, then 6 days.
    {
      ...{ stage: 'Offer', visits: 3, days: 16, median: 6, share: 0.5926, back: 1 },
      first: 1,
      fpy: 0.3333,
      dpmo: 333333,
      waits: true,
    },
    {
      ...{ stage: 'Approval', visits: 2, days: 4, median: 2, share: 0.1481, back: 0 },
      first: 2,
      fpy: 1,
      dpmo: 0,
      waits: false,
    },
  ]);
});

it('has 10,000 defects per million for one step back in a hundred visits, at a sigma of 3.83', async () => {
  const good = Array.from({ length: 99 }, (_, n) => course(`G${n}`, [2, 1], [3, 2])).flat();
  await bench.give(assetNamed('fct.opportunity_change'), [...good, ...course('B', [2, 1], [1, 2])]);
  await bench.build(martProcessStage);
  const rows = await bench.read(
    'SELECT round(dpmo) AS dpmo, round(sigma, 2) AS sigma FROM bench.mart_process_stage WHERE stage_no = 2',
  );
  expect(rows).toEqual([{ dpmo: 10_000, sigma: 3.83 }]);
});

it('offers training for the KPI somebody is weakest in, with the figures and somebody to learn from', async () => {
  const place = (kpi: string, n: number, more: object = {}) => ({
    ...{ period: '2026-07-01', grain: 'month', scope: 'role', member: 'rep', kpi, employee_id: `E${n}` },
    ...{ value: 100 - n, value_before: 50, rank: n, ranked: 8, reason: '', is_complete: true, ...more },
  });
  const all = [1, 2, 3, 4, 5, 6, 7, 8];
  await bench.give(martRanking, [
    ...all.map((n) => place('follow_ups', n)),
    ...all.map((n) => place('conversion', n, n === 8 ? { rank: 7 } : n === 7 ? { rank: 8 } : {})),
    // A running month, too few people, and somebody who takes no part show nothing.
    ...all.map((n) => place('follow_ups', n, { period: '2026-08-01', is_complete: false })),
    ...[1, 2, 3].map((n) => place('csat', n, { ranked: 3 })),
    place('collection', 8, { rank: null, reason: 'held' }),
  ]);
  await bench.build(martSuggestion);
  const rows = await bench.read(`
    SELECT employee_id AS who, kpi, topic, rank, mentor_id AS mentor, priority
    FROM bench.mart_suggestion ORDER BY who, priority`);
  expect(rows).toEqual([
    { who: 'E7', kpi: 'conversion', topic: 'sales_skills', rank: 8, mentor: 'E1', priority: 1 },
    { who: 'E7', kpi: 'follow_ups', topic: 'crm', rank: 7, mentor: 'E1', priority: 2 },
    { who: 'E8', kpi: 'follow_ups', topic: 'crm', rank: 8, mentor: 'E1', priority: 1 },
    { who: 'E8', kpi: 'conversion', topic: 'sales_skills', rank: 7, mentor: 'E1', priority: 2 },
  ]);
});
