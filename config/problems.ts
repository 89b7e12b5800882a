import type { z } from 'zod';
import { YardstickError } from '../errors/yardstick-error.ts';

/**
 * Turns what zod found into one error a person can act on: the key, what stands there, what is expected.
 * Values under keys that may hold secrets are not repeated.
 */
export function configProblem(file: string, document: unknown, error: z.ZodError): YardstickError {
  const lines = error.issues.flatMap((issue) => describe(document, issue));
  return new YardstickError('CONFIG_INVALID', lines.join('; '), { subject: file });
}

function describe(document: unknown, issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${[...path, key].join('.')} is not a known key; remove it or correct its spelling.`,
    );
  }
  return [
    `${path.join('.') || 'the document'}: found ${found(document, path)}, expected ${expected(issue)}.`,
  ];
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `a value of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  return issue.message.replace(/^Invalid input: expected /, '');
}

function found(document: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), document);
  if (value === undefined) return 'nothing';
  if (path.some((key) => /secret|password|token|key|url/i.test(key))) return 'a value that is not shown here';
  return JSON.stringify(value).slice(0, 80);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
