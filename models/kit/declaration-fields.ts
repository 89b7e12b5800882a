import { z } from 'zod';

/** What declarations in YAML are named by; `example` shows it to whoever gets it wrong. */
export function nameLike(example: string) {
  return z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, `lower-case letters, digits and _, such as ${example}`);
}

/** What people read, in both languages. */
export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** The requirement that is met. */
export const requirement = z
  .string()
  .regex(/^R\d{1,3}$/, 'a requirement such as R29')
  .optional();
