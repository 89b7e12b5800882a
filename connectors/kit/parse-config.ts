import type { z } from 'zod';
import { configProblem } from '../../config/problems.ts';

/**
 * Validates a piece of yardstick.yaml. The error names each key within that piece, what stands there (only its
 * type: it may be a secret) and what is expected.
 *
 * @throws CONFIG_INVALID
 */
export function parseConfig<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw configProblem({ subject: at, document: value, resolved: true }, result.error);
}
