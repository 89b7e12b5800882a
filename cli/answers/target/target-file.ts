import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import type { Refusal } from '../../../appraisal/refusals/refusal.ts';
import { configProblem } from '../../../config/problems.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';

/** What a YAML file says, checked by a schema; numbers keep the text they were written in. Error: TARGET_REFUSED naming file and key. */
export function readTargetFile<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const document = contentOf(file);
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const { message } = configProblem({ subject: resolve(file), document }, parsed.error);
  throw new YardstickError('TARGET_REFUSED', message, { subject: resolve(file) });
}

/** Nothing is stored of a file of which anything is refused. Error: TARGET_REFUSED naming file, keys and rules. */
export function refuseAny(file: string, refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  const lines = refusals.map(({ key, rule, happened }) => `${key}: ${happened} (${rule})`);
  throw new YardstickError('TARGET_REFUSED', lines.join('\n'), { subject: resolve(file) });
}

function unreadable(cause: unknown): string {
  if (!(cause instanceof YAMLParseError)) return 'There is no such file, or it may not be read.';
  // What follows the first line shows the place once more, in letters that need a terminal.
  const [problem = ''] = cause.message.split('\n');
  return `It cannot be read as YAML: ${problem.replace(/:$/, '')}.`;
}

function contentOf(file: string): object {
  try {
    // Every plain value as the text that stands there: 1e6 or 0.1 would otherwise become floats.
    const content: unknown = parse(readFileSync(file, 'utf8'), { schema: 'failsafe' });
    if (typeof content === 'object' && content !== null) return content;
  } catch (cause) {
    throw new YardstickError('TARGET_REFUSED', unreadable(cause), { subject: resolve(file), cause });
  }
  throw new YardstickError('TARGET_REFUSED', 'It holds no list.', { subject: resolve(file) });
}
