import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { companyPlans, planCompany } from '../../../activities/company-plans.ts';
import type { PlanCompany } from '../../../appraisal/plan-file/company.ts';
import { type PlanFile, planName } from '../../../appraisal/plan-file/plan-file.ts';
import { checkedAmong, checkedPlanFile } from '../../../appraisal/plan-file/read.ts';
import { planWarnings } from '../../../appraisal/plan-file/warnings.ts';
import type { TextFile } from '../../../config/declaration-files.ts';
import type { Config } from '../../../config/load.ts';
import { planFiles } from '../../../config/plan-files.ts';
import { asYardstickError, YardstickError } from '../../../errors/yardstick-error.ts';
import type { Answer } from '../../command.ts';
import { warningLines } from './warning-lines.ts';
import { type Language, languageOf, wordsOf } from './wording.ts';

type Company = Pick<Config, 'file' | 'folder' | 'plans' | 'company' | 'kpis'>;

interface Checked {
  readonly plan: PlanFile;
  /** Files of the folder it could not be held against, being refused by themselves. */
  readonly without: readonly string[];
}

/**
 * Whether all files in the folder can be appraised by, or one beside them: as a draft of a new version, or in place of the one whose version or path
 * it has. Throws PLAN_INVALID naming file, key and rule.
 */
export function plansCheck(config: Company, file: string | undefined, asked: Language | undefined): Answer {
  const language = languageOf({ config }, asked);
  const say = wordsOf(language);
  const checked: readonly Checked[] =
    file === undefined
      ? companyPlans(config).map((plan) => ({ plan, without: [] }))
      : [checkedInFolder(config, textFile(file))];
  const without = checked.flatMap((each) => each.without);
  return {
    data: checked.map(summary),
    text: [
      ...(checked.length === 0 ? [say.none] : []),
      ...checked.flatMap(({ plan }) => [
        `✓ ${plan.file}: ${planName(plan.declaration)} ${say.good}`,
        ...warningLines(plan, language),
      ]),
      ...(without.length === 0 ? [] : [`${say.without}: ${without.join(', ')}`]),
    ].join('\n'),
  };
}

function checkedInFolder(config: Company, given: TextFile): Checked {
  const company = planCompany(config);
  const others = planFiles(config)
    .filter(({ file }) => file !== given.file)
    .map((other) => ({ ...other, plan: soundOrNone(other, company) }));
  const sound = others.flatMap(({ plan }) => plan ?? []);
  return {
    plan: checkedAmong(given, sound, company),
    without: others.flatMap(({ file, plan }) => (plan === undefined ? [file] : [])),
  };
}

function soundOrNone(file: TextFile, company: PlanCompany): PlanFile | undefined {
  try {
    return checkedPlanFile(file, company);
  } catch (caught) {
    if (asYardstickError(caught).code === 'PLAN_INVALID') return undefined;
    throw caught;
  }
}

function summary({ plan: { file, sha256, declaration }, without }: Checked) {
  const { code, version } = declaration;
  return { file, code, version, sha256, valid: true, warnings: planWarnings(declaration), without };
}

function textFile(file: string): TextFile {
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
