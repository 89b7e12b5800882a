import { z } from 'zod';
import { nameLike, requirement, words } from '../kit/declaration-fields.ts';

const name = nameLike('best_sales');

const measureSchema = z.strictObject({
  /** A KPI with a `ranking`, or `score`. */
  kpi: name,
  /** `growth` is by how much of the value before it grew (0.3 is 30 %); `movement` the places won on the leaderboard. */
  of: z.enum(['value', 'growth', 'movement']).default('value'),
});

const conditionSchema = measureSchema
  .extend({ at_least: z.number().optional(), at_most: z.number().optional() })
  .refine(
    ({ at_least, at_most }) => at_least !== undefined || at_most !== undefined,
    'at_least, at_most or both',
  );

export const awardSchema = z
  .strictObject({
    key: name,
    requirement,
    name: words,
    /** What for, in a sentence. */
    reason: words,
    period: z.enum(['month', 'quarter', 'year']),
    /** Among whom: one winner, or more, in each. */
    scope: z.enum(['company', 'region', 'team', 'role']),
    measure: measureSchema,
    /** The best so many; without it everybody who reaches `at_least`. */
    top: z.int().min(1).optional(),
    /** What the measure has to reach. */
    at_least: z.number().optional(),
    /** What has to hold besides, of the same period. */
    also: z.array(conditionSchema).default([]),
    /** Equals at the last place: all of them get it, or none of them. */
    ties: z.enum(['all', 'none']).default('all'),
    /** With fewer who take part nobody gets it. */
    minimum_ranked: z.int().min(1).default(1),
    owner: z.string().min(1),
    version: z.int().min(1),
  })
  .refine(
    ({ top, at_least }) => top !== undefined || at_least !== undefined,
    'top, at_least or both: else everybody would get it',
  );

export type AwardDeclaration = z.output<typeof awardSchema>;
