import { stringify } from 'yaml';
import { z } from 'zod';

const record = z.record(z.string(), z.unknown());

/** What a plan file is made from, and what its period has to come to. */
export const goldenPeriod = z.object({
  inputs: z.object({
    meta: z.object({ csat_min_n: z.number() }),
    weight_sets: z.array(
      z.object({ role: z.string(), valid_from: z.string(), valid_to: z.string(), weights: record }),
    ),
    curves: record,
    plan: z.object({
      ...{ plan_id: z.string(), tiers: z.array(record), cap: z.string(), release: z.string() },
      ...{ coefficient_bands: z.array(record), team_bonus: record },
      draws: z.array(z.object({ emp_id: z.string() }).loose()),
      manager: z.object({ emp_id: z.string(), override_rate: z.string() }),
    }),
  }),
  expected: z.object({ close: z.unknown(), ppa: z.object({ as_of: z.string() }).loose() }),
});

/** The golden period's plan as a person would write it. */
export function goldenPlan({
  inputs: { meta, weight_sets, curves, plan },
}: z.output<typeof goldenPeriod>): string {
  const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const begin = '2026-07-01'; // 2026Q1 is locked by now
  return stringify({
    ...{ code: plan.plan_id, from: begin, until: '2027-01-01', currency: 'CNY' },
    ...{ csat_min_answers: String(meta.csat_min_n) },
    weights: weight_sets.map(({ role, valid_from, valid_to, weights }) => ({
      ...{ role, from: valid_from < begin ? begin : valid_from, kpis: weights },
      ...(valid_to > '2026-12-31' ? {} : { until: dayAfter(valid_to) }),
    })),
    curves,
    commission: {
      ...{ tiers: plan.tiers, cap: plan.cap, release: plan.release, team_bonus: plan.team_bonus },
      coefficient_bands: plan.coefficient_bands,
      draws: plan.draws.map(({ emp_id, ...draw }) => ({ employee: emp_id, ...draw })),
      overrides: [{ employee: plan.manager.emp_id, rate: plan.manager.override_rate }],
    },
  });
}
