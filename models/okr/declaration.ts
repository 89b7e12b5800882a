import { z } from 'zod';
import { nameLike, words } from '../kit/declaration-fields.ts';

/** Whoever reaches for much must not lose pay by it: there is no weight to give, not even one of 0. */
const noWeight = z.undefined('no weight: objectives stand beside pay and never change it').optional();

const keyResult = z.strictObject({
  name: words,
  /** How far it has come: 0 nothing, 1 all of it. */
  score: z
    .number()
    .min(0)
    .max(1)
    .refine((score) => /^\d(\.\d{1,2})?$/.test(String(score)), 'at most two decimals'),
  weight: noWeight,
});

export const okrSchema = z.strictObject({
  key: nameLike('new_market_2026q1'),
  /** As statements name it: 2026Q1. */
  period: z.string().min(1),
  employee: z.string().min(1),
  objective: words,
  key_results: z.array(keyResult).min(3, '3 to 5 key results').max(5, '3 to 5 key results'),
  weight: noWeight,
});

/** One objective of one person for one period, with the key results it is told by. */
export type ObjectiveDeclaration = z.output<typeof okrSchema>;
