import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Project } from '../../../activities/project.ts';
import { type PlanFile, planName } from '../../../appraisal/plan-file/plan-file.ts';
import { checkedPlanFile } from '../../../appraisal/plan-file/read.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Answer } from '../../command.ts';
import { type Language, languageOf, wordsOf } from './wording.ts';

/** Whether a file, or all in the folder, can be appraised by. Throws PLAN_INVALID naming file, key and rule. */
export function plansCheck(
  project: Pick<Project, 'plans' | 'config'>,
  file: string | undefined,
  asked: Language | undefined,
): Answer {
  const say = wordsOf(languageOf(project, asked));
  // What lies in the folder was held against the rules when the configuration was read.
  const checked =
    file === undefined ? project.plans : [checkedPlanFile(textFile(file), project.config.company)];
  return {
    data: checked.map(summary),
    text:
      checked.length === 0
        ? say.none
        : checked.map((plan) => `✓ ${plan.file}: ${planName(plan.declaration)} ${say.good}`).join('\n'),
  };
}

function summary({ file, sha256, declaration: { code, version } }: PlanFile) {
  return { file, code, version, sha256, valid: true };
}

function textFile(file: string) {
  try {
    return { file: resolve(file), text: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new YardstickError('PLAN_INVALID', 'It cannot be read.', {
      subject: resolve(file),
      advice: 'Name a YAML file that this user may read.',
      cause,
    });
  }
}
