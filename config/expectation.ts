import type { z } from 'zod';

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  null: 'nothing',
};

const formats: Readonly<Record<string, string>> = {
  url: 'an address such as https://example.com',
  date: 'a day such as 2026-01-31',
};

/** What should stand where zod found something else, in words that finish "expected …". */
export function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && isStock(issue)) return types[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value' && isStock(issue)) return oneOf(issue.values);
  if (issue.code === 'invalid_format' && isStock(issue)) return formats[issue.format] ?? issue.format;
  if (issue.code === 'too_small' && isStock(issue)) return bounded(issue.origin, 'least', issue.minimum);
  if (issue.code === 'too_big' && isStock(issue)) return bounded(issue.origin, 'most', issue.maximum);
  if (issue.code === 'invalid_key') return issue.issues.map(expectationOf).join(', ');
  if (issue.code === 'invalid_union')
    return 'options' in issue && issue.options ? oneOf(issue.options) : unionOf(issue.errors);
  return issue.message.replace(/^expected /, '').replace(/\.$/, '');
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  return `one of ${values.map(String).join(', ')}`;
}

/** Whether zod made the sentence: one that the schema brings says more than anything derived from the rule. */
function isStock({ message }: z.core.$ZodIssue): boolean {
  return /^(Invalid |Too (small|big): )/.test(message);
}

function bounded(origin: string, side: 'least' | 'most', bound: number | bigint): string {
  if (origin === 'number' || origin === 'int') return `a number of at ${side} ${bound}`;
  const things = origin === 'string' ? 'characters' : 'entries';
  if (side === 'least' && bound === 1)
    return origin === 'string' ? 'a text that is not empty' : 'one entry or more';
  return `at ${side} ${bound} ${things}`;
}

function unionOf(alternatives: readonly (readonly z.core.$ZodIssue[])[]): string {
  const firsts = alternatives.flatMap(([first]) => (first === undefined ? [] : [expectationOf(first)]));
  return [...new Set(firsts)].join(', or ');
}
