import { z } from 'zod';
import { perspectives } from '../../models/kpi/declaration.ts';

const words = z.string().min(1);
const day = z.iso.date('a day such as 2026-10-01');
const decimal = z.string().regex(/^-?\d{1,20}(\.\d{1,12})?$/, 'a decimal such as 0.05');
const amount = z.string().regex(/^-?\d{1,13}(\.\d{1,4})?$/, 'an amount such as 1200.50');
const count = z
  .string()
  .regex(/^\d{1,6}$/, 'a whole number that is not negative')
  .transform(Number);
const truth = z.enum(['true', 'false']).transform((text) => text === 'true');

const curve = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('linear'), floor: decimal.optional(), cap: decimal.optional() }),
  z.strictObject({
    type: z.literal('step'),
    steps: z.array(z.strictObject({ min: decimal, score: decimal })).min(1),
  }),
  z.strictObject({ type: z.literal('points'), points: z.array(z.tuple([decimal, decimal])).min(1) }),
]);

/** Weights of some KPIs, for a role and a time; without `role` of each role of the plan, without days as long as the plan. */
const weights = z.strictObject({
  role: words.optional(),
  from: day.optional(),
  until: day.optional(),
  kpis: z.record(words, decimal),
});

/** A balanced scorecard: what each perspective weighs, and KPIs that are of another than the catalogue says. */
const balanced = z.strictObject({
  weights: z.partialRecord(z.enum(perspectives), decimal),
  kpis: z.record(words, z.enum(perspectives)).default({}),
});

const draw = z.strictObject({
  employee: words,
  monthly: amount,
  months: count,
  recoverable: truth.default(true),
});

const commission = z.strictObject({
  base: words.default('net_sales'),
  tier_mode: words.default('marginal'),
  /** A tier whose rate is above the one before is an accelerator. */
  tiers: z.array(z.strictObject({ from: decimal, rate: decimal })),
  min_attainment: decimal.optional(),
  cap: amount.optional(),
  coefficient_bands: z.array(z.strictObject({ min_score: decimal, coef: decimal })).default([]),
  release: words.optional(),
  draws: z.array(draw).default([]),
  team_bonus: z.strictObject({ min_attainment: decimal, rate: decimal, allocation: words }).optional(),
  /** Of one `employee` by the team's net sales, or of whoever stands `level` 1 or 2 above a seller on the day of the booking. */
  overrides: z
    .array(
      z.strictObject({
        employee: words.optional(),
        level: z
          .enum(['1', '2'])
          .transform((text) => (text === '1' ? (1 as const) : (2 as const)))
          .optional(),
        rate: decimal,
      }),
    )
    .default([]),
});

/** One version of one plan, as a company keeps it in a file. Every number is the text that stands there; `until` is the first day no more. */
export const planFileSchema = z.strictObject({
  code: z.string().regex(/^[\w.-]{1,60}$/, 'letters, digits, dots and dashes such as FY26-AE'),
  version: count.refine((number) => number > 0, 'a whole number from 1 on').default(1),
  name: z.strictObject({ zh: words, en: words }).optional(),
  /** Whom it pays: people in these roles, of that unit and those below it; without, everybody. */
  roles: z.array(words).min(1).optional(),
  unit: words.optional(),
  from: day,
  until: day.optional(),
  /** Length of the periods it pays; without, it pays whatever period a source appraises. */
  payout: z.enum(['month', 'quarter', 'half', 'year']).optional(),
  /** Of its amounts. */
  currency: words.optional(),
  /** With fewer answers than this, a person's satisfaction is the team's mean. */
  csat_min_answers: count.optional(),
  weights: z.array(weights).default([]),
  perspectives: balanced.optional(),
  /** By KPI. */
  curves: z.record(words, curve).default({}),
  commission,
});

/** What a plan file says. */
export type PlanDeclaration = z.output<typeof planFileSchema>;
