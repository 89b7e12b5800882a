import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { configProblem } from '../../config/problems.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type PlanDeclaration, planFileSchema } from './schema.ts';

/** A plan as it stands in a file. */
export interface PlanFile {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly text: string;
  /** sha256 of the text. */
  readonly sha256: string;
  readonly declaration: PlanDeclaration;
}

/**
 * Reads one plan file; whether its rules make sense is for `planFileRefusals`.
 *
 * @throws PLAN_INVALID naming file, key, what stands there and what is expected
 */
export function readPlanFile({ file, text }: { readonly file: string; readonly text: string }): PlanFile {
  const document = documentOf(file, text);
  const parsed = planFileSchema.safeParse(document);
  if (!parsed.success) {
    const { message } = configProblem({ subject: file, document }, parsed.error);
    throw new YardstickError('PLAN_INVALID', message, { subject: file });
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { file: basename(file), text, sha256, declaration: parsed.data };
}

function documentOf(file: string, text: string): unknown {
  try {
    // Every plain value as the text that stands there: 0.1 would otherwise become a float.
    return parse(text, { schema: 'failsafe', maxAliasCount: 0 });
  } catch (cause) {
    const [line = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
    throw new YardstickError('PLAN_INVALID', `It is not valid YAML: ${line.replace(/:$/, '')}.`, {
      subject: file,
      cause,
    });
  }
}

/** `FY26-AE v1` */
export function planName({ code, version }: Pick<PlanDeclaration, 'code' | 'version'>): string {
  return `${code} v${version}`;
}
