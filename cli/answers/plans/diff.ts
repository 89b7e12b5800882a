import { companyPlans } from '../../../activities/company-plans.ts';
import type { Context } from '../../../activities/context.ts';
import { type PlanChange, planChanges } from '../../../appraisal/plan-file/difference.ts';
import { type PlanFile, planName, readPlanFile } from '../../../appraisal/plan-file/plan-file.ts';
import { type PlanWarning, planWarnings } from '../../../appraisal/plan-file/warnings.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type PlanFileRecord, planFilesInForce } from '../../../ledger/plan-file.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';
import { warningLines } from './warning-lines.ts';
import { type Language, languageOf, wordsOf } from './wording.ts';

interface PlanDifference {
  readonly plan: string;
  /** sha256 of the contents; null: there is none. */
  readonly taken: string | null;
  readonly file: string | null;
  readonly takenBy: string | null;
  readonly takenAt: string | null;
  readonly changes: readonly PlanChange[];
  /** What the file is taken in with all the same. */
  readonly warnings: readonly PlanWarning[];
}

/** What the next run would take in. Throws PLAN_UNKNOWN for a plan neither the files nor the ledger know. */
export async function plansDiff(
  { db, project }: Pick<Context, 'db' | 'project'>,
  code: string | undefined,
  asked: Language | undefined,
): Promise<Answer> {
  const language = languageOf(project, asked);
  const say = wordsOf(language);
  const files = companyPlans(project.config).filter(({ declaration }) => isMeant(declaration.code, code));
  const taken = (await planFilesInForce(db)).filter((each) => isMeant(each.code, code));
  if (code !== undefined && files.length === 0 && taken.length === 0)
    throw new YardstickError('PLAN_UNKNOWN', 'There is no such plan.', { subject: code });
  const names = [
    ...new Set([...taken.map(takenName), ...files.map(({ declaration }) => planName(declaration))]),
  ];
  const data = names.sort().flatMap((name) =>
    differenceOf(
      name,
      taken.find((each) => takenName(each) === name),
      files.find(({ declaration }) => planName(declaration) === name),
    ),
  );
  const titles = [say.place, say.before, say.after].map((title) => ({ title }));
  const shown = data.map(({ plan, changes }) => {
    const rows = changes.map(({ key, before, after }) => [key, before ?? '–', after ?? '–']);
    const file = files.find(({ declaration }) => planName(declaration) === plan);
    const warned = file === undefined ? [] : warningLines(file, language);
    return [plan, ...warned, table(titles, rows)].join('\n');
  });
  return { data, text: shown.length === 0 ? say.same : shown.join('\n\n') };
}

function isMeant(found: string, code: string | undefined): boolean {
  return code === undefined || found === code;
}

function takenName({ code, planVersion }: PlanFileRecord): string {
  return planName({ code, version: planVersion });
}

/** Nothing where only the layout differs. */
function differenceOf(
  plan: string,
  taken: PlanFileRecord | undefined,
  file: PlanFile | undefined,
): readonly PlanDifference[] {
  const before =
    taken === undefined ? undefined : readPlanFile({ file: taken.file, text: taken.content }).declaration;
  const changes = planChanges(before, file?.declaration);
  if (changes.length === 0) return [];
  return [
    {
      ...{ plan, taken: taken?.sha256 ?? null, file: file?.sha256 ?? null },
      ...{ takenBy: taken?.author ?? null, takenAt: taken?.writtenAt ?? null, changes },
      warnings: file === undefined ? [] : planWarnings(file.declaration),
    },
  ];
}
