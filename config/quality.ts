import { z } from 'zod';

const ruleSchema = z.strictObject({
  /** Default: true. A rule that is off costs nothing. */
  enabled: z.boolean().optional(),
  /** Default: false. Credit is held as soon as the rule speaks, until somebody clears it. */
  hold: z.boolean().optional(),
  thresholds: z.record(z.string(), z.number().min(0)).optional(),
});

export const qualitySchema = z.strictObject({
  /** Rules that look for falsified performance, by name; whether they exist is for `models/quality` to say. */
  rules: z.record(z.string(), ruleSchema).default({}),
  /** By source, who puts right what is nobody's in particular. */
  stewards: z.record(z.string(), z.email('an address such as data@example.com')).default({}),
  /** How many workdays there are to put a record right. */
  correctWithinWorkdays: z.int().min(1).max(60).default(3),
});
