import type { z } from 'zod';
import { YardstickError } from '../errors/yardstick-error.ts';
import { expectationOf } from './expectation.ts';

export interface Checked {
  /** What was checked: the file, or the key under which it stands in yardstick.yaml. */
  readonly subject: string;
  /** The document as it was written; what stands under keys that may hold secrets is not repeated. */
  readonly document: unknown;
  /** References have been replaced: any text may be a secret, so that only its type is told. */
  readonly resolved?: boolean;
}

/** Turns what zod found into one error a person can act on: each key, what stands there, what is expected. */
export function configProblem(checked: Checked, error: z.ZodError): YardstickError {
  const sentences = [...new Set(error.issues.flatMap((issue) => sentencesOf(checked, issue)))];
  const more = sentences.length > most ? ` And ${sentences.length - most} more.` : '';
  const message = `${sentences.slice(0, most).join(' ')}${more}`;
  return new YardstickError('CONFIG_INVALID', message, { subject: checked.subject });
}

/** Whoever makes more mistakes at once has mistaken the file. */
const most = 20;

function sentencesOf(checked: Checked, issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${nameOf([...path, key])} is not a known key; remove it or correct its spelling.`,
    );
  }
  const within = issue.code === 'invalid_union' ? issue.errors.find(isWithin) : undefined;
  if (within !== undefined)
    return within.flatMap((each) => sentencesOf(checked, { ...each, path: [...issue.path, ...each.path] }));
  const expected = expectationOf(issue);
  if (issue.code === 'invalid_key')
    return [`${nameOf(path)}: this key cannot be used, expected ${expected}.`];
  const value = path.reduce(step, checked.document);
  const hidden =
    checked.resolved === true || path.some((key) => /secret|password|token|key|url|webhook/i.test(key));
  return [`${nameOf(path) || 'the document'}: found ${found(value, hidden)}, expected ${expected}.`];
}

/** The alternative that was meant: one that fits as a whole, with mistakes further in. */
function isWithin(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys');
}

/** Whatever stands where a key should may be a secret, or move the cursor of a terminal. */
function nameOf(path: readonly string[]): string {
  return path.map((key) => (/^[\w -]{1,60}$/.test(key) ? key : '(a key that is not shown)')).join('.');
}

function found(value: unknown, hidden: boolean): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  if (!hidden) return JSON.stringify(value).slice(0, 80);
  return typeof value === 'string' ? 'a text that is not shown here' : `a ${typeof value}`;
}

function step(node: unknown, key: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  return Object.entries(node).find(([name]) => name === key)?.[1];
}
