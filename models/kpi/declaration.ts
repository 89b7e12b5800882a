import { z } from 'zod';
import { nameLike, requirement, words } from '../kit/declaration-fields.ts';

export const grains = ['day', 'month', 'quarter'] as const;
export type Grain = (typeof grains)[number];

const name = nameLike('net_sales');
const expression = z.string().min(1).max(500);
const part = z.number().gt(0).max(1);

const aggregates = ['sum', 'count', 'distinct', 'quantile', 'top'] as const;

const measureSchema = z
  .strictObject({
    /** Name of a fact, such as order_event. */
    fact: name,
    sum: expression.optional(),
    count: z.literal('rows').optional(),
    distinct: expression.optional(),
    /** 0.5 is the median. Computed from rows for every period and dimension; never added. */
    quantile: z.strictObject({ of: expression, at: part }).optional(),
    /** The sum of the largest: `share` of the groups, rounded up, among those above zero. */
    top: z.strictObject({ sum: expression, by: expression, share: part }).optional(),
    /** Rows that count. */
    where: expression.optional(),
    /** Of facts that are credited by order. Default: share for sums, primary for everything else. */
    credit: z.enum(['share', 'primary', 'each']).optional(),
    /** What was a year, or a period, before; a period that is not over is compared with as many days. */
    shift: z.enum(['year', 'period']).optional(),
    /** Leaves out periods that have not begun by the newest date of this fact. */
    begun_by: name.optional(),
  })
  .refine(
    (measure) => aggregates.filter((each) => measure[each] !== undefined).length === 1,
    `exactly one of ${aggregates.join(', ')}`,
  );

/** The four views of a balanced scorecard. */
export const perspectives = ['finance', 'customer', 'process', 'learning'] as const;
export type Perspective = (typeof perspectives)[number];

export const kpiSchema = z.strictObject({
  key: name,
  requirement,
  name: words,
  /** How it is formed, in a sentence. */
  formula: words,
  /** When it is not applicable, in a sentence. */
  na: words.optional(),
  unit: z.enum(['money', 'count', 'percent', 'points', 'days', 'hours', 'index']),
  direction: z.enum(['higher', 'lower', 'neutral']),
  perspective: z.enum(perspectives),
  owner: z.string().min(1),
  version: z.int().min(1),
  grains: z
    .array(z.enum(grains))
    .min(1)
    .default([...grains]),
  measures: z.record(name, measureSchema).refine((all) => Object.keys(all).length > 0, 'one measure or more'),
  /** Over measures: + - * brackets and numbers. Without a denominator the value is the numerator. */
  numerator: expression,
  denominator: expression.optional(),
  /** With fewer than this the value is not shown; `team`: that of the team stands in; `hide`: not even its parts are kept. */
  minimum: z
    .strictObject({ of: name, at_least: z.int().min(1), otherwise: z.enum(['na', 'team', 'hide']) })
    .optional(),
  /** People are ranked by it: who has served this long by the period’s end, with a base (denominator, else rows) of at least this. */
  ranking: z
    .strictObject({ minimum_days: z.int().min(0).default(30), minimum_base: z.number().min(0).default(0) })
    .optional(),
});

export type KpiDeclaration = z.output<typeof kpiSchema>;
export type Measure = z.output<typeof measureSchema>;
