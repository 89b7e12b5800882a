import { z } from 'zod';
import type { Curve, PeriodFacts } from '../facts.ts';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal in quotes such as "0.05"');

const curveSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('linear'),
    floor: decimal.nullable().default(null),
    cap: decimal.nullable().default(null),
  }),
  z.strictObject({
    type: z.literal('step'),
    steps: z.array(z.strictObject({ min: decimal, score: decimal })),
  }),
  z.strictObject({ type: z.literal('points'), points: z.array(z.tuple([decimal, decimal])) }),
]) satisfies z.ZodType<Curve>;

/** Rules to try, in the words of an appraisal’s document; what is left out stays as it was in each period. */
export const otherRules = z.strictObject({
  plan: z
    .strictObject({
      tiers: z.array(z.strictObject({ from: decimal, rate: decimal })).optional(),
      min_attainment: decimal.nullable().optional(),
      cap: decimal.nullable().optional(),
      coefficient_bands: z.array(z.strictObject({ min_score: decimal, coef: decimal })).optional(),
      release: z.string().nullable().optional(),
      team_bonus: z
        .strictObject({ min_attainment: decimal, rate: decimal, allocation: z.string() })
        .nullable()
        .optional(),
      manager_override_rate: decimal.optional(),
    })
    .default({}),
  /** By KPI. */
  curves: z.record(z.string(), curveSchema).default({}),
  /** By role: weights by KPI that hold for the whole of every period. */
  weights: z.record(z.string(), z.record(z.string(), decimal)).default({}),
});

export type OtherRules = z.output<typeof otherRules>;

/** The same facts with other rules. */
export function underRules(facts: PeriodFacts, { plan, curves, weights }: OtherRules): PeriodFacts {
  const { tiers, min_attainment, cap, coefficient_bands, release, team_bonus, manager_override_rate } = plan;
  const given = {
    ...(tiers === undefined ? {} : { tiers }),
    ...(min_attainment === undefined ? {} : { minAttainment: min_attainment }),
    ...(cap === undefined ? {} : { cap }),
    ...(release === undefined ? {} : { release }),
    ...(coefficient_bands === undefined
      ? {}
      : {
          coefficientBands: coefficient_bands.map(({ min_score, coef }) => ({
            ...{ minScore: min_score, coefficient: coef },
          })),
        }),
    ...(team_bonus === undefined
      ? {}
      : {
          teamBonus:
            team_bonus === null
              ? null
              : {
                  minAttainment: team_bonus.min_attainment,
                  rate: team_bonus.rate,
                  allocation: team_bonus.allocation,
                },
        }),
  };
  const changed = Object.entries(weights).map(([role, of]) => ({
    ...{ role, version: 0, from: facts.period.from, until: facts.period.until, weights: of },
  }));
  return {
    ...facts,
    curves: { ...facts.curves, ...curves },
    weightSets: [...facts.weightSets.filter(({ role }) => weights[role] === undefined), ...changed],
    plans: facts.plans.map((each) => ({
      ...each,
      ...given,
      ...(manager_override_rate === undefined || each.manager === null
        ? {}
        : { manager: { ...each.manager, overrideRate: manager_override_rate } }),
    })),
  };
}
