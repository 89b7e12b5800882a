import type { z } from 'zod';
import { YardstickError } from '../../errors/yardstick-error.ts';

/**
 * Validates a piece of yardstick.yaml. The error names each key by its full path, what stands there (only its
 * type: it may be a secret) and what is expected.
 *
 * @throws CONFIG_INVALID
 */
export function parseConfig<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => problemText(issue, value, at));
  throw new YardstickError('CONFIG_INVALID', problems.join(' '), { subject: at });
}

function problemText(issue: z.core.$ZodIssue, value: unknown, at: string): string {
  const found = describe(issue.path.reduce(step, value));
  return `${[at, ...issue.path.map(String)].join('.')}: found ${found}; ${expectation(issue)}.`;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `these keys are not known: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  return issue.message.replace(/\.$/, '');
}

function step(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
