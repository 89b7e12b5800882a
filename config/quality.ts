import { z } from 'zod';

const ruleSchema = z.strictObject({
  /** Default: true. A rule that is off costs nothing. */
  enabled: z.boolean().optional(),
  /** Default: false. Credit is held as soon as the rule speaks, until somebody clears it. */
  hold: z.boolean().optional(),
  thresholds: z.record(z.string(), z.number().min(0)).optional(),
});

/** Rules that look for falsified performance, by name; whether they exist is for `models/quality` to say. */
export const qualitySchema = z.strictObject({ rules: z.record(z.string(), ruleSchema).default({}) });
