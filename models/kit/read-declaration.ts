import { parse } from 'yaml';
import type { z } from 'zod';
import { expectationOf } from '../../config/expectation.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** A declaration in YAML as it stands in a file. */
export interface DeclarationFile {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

/** Reads and checks one declaration. Throws `code` naming file, key and rule. */
export function readDeclaration<Schema extends z.ZodType>(
  schema: Schema,
  { file, text }: DeclarationFile,
  code: ErrorCode,
): z.output<Schema> {
  const parsed = schema.safeParse(documentOf(file, text, code));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw declarationRefusal(code, { file, key: keyOf(issue) }, ruleOf(issue));
}

/** Answers them when no two have one key. Throws `code` naming both files. */
export function withOwnKeys<Read extends Declared>(read: readonly Read[], code: ErrorCode): readonly Read[] {
  const first = new Map<string, string>();
  for (const { declaration, file } of read) {
    const earlier = first.get(declaration.key);
    if (earlier !== undefined)
      throw declarationRefusal(
        code,
        { file, key: 'key' },
        `${declaration.key} is already declared in ${earlier}.`,
      );
    first.set(declaration.key, file);
  }
  return read;
}

interface Declared {
  readonly declaration: { readonly key: string };
  readonly file: string;
}

/** `code` naming file, key and rule. */
export function declarationRefusal(
  code: ErrorCode,
  { file, key }: { readonly file: string; readonly key: string },
  rule: string,
): YardstickError {
  return new YardstickError(code, `${key}: ${rule}`, { subject: file });
}

function keyOf(issue: z.core.$ZodIssue | undefined): string {
  return issue?.path.map(String).join('.') || 'the document';
}

function ruleOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'it cannot be read.';
  if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not a known key.`;
  return `expected ${expectationOf(issue)}.`;
}

function documentOf(file: string, text: string, code: ErrorCode): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    const [line = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
    throw declarationRefusal(
      code,
      { file, key: 'the document' },
      `it is not valid YAML: ${line.replace(/:$/, '')}.`,
    );
  }
}
