import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { companyPlans, planCompany } from '../../activities/company-plans.ts';
import type { Context } from '../../activities/context.ts';
import { assertPlanFolder } from '../../activities/plan-folder.ts';
import type { Project } from '../../activities/project.ts';
import type { PlanFile } from '../../appraisal/plan-file/plan-file.ts';
import { planStreams } from '../../appraisal/plan-file/rows.ts';
import { catalogueKpisOf } from '../../appraisal/plan-file/weighed.ts';
import type { OwnRow } from '../../connectors/kit/connector.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { canonicalJson } from '../../ledger/canonical-json.ts';
import { type NewPlanFile, type PlanFileRecord, takeInPlanFiles } from '../../ledger/plan-file.ts';

type Company = Pick<Context, 'db'> & { readonly project: Pick<Context['project'], 'config' | 'weighedKpis'> };

/**
 * Notes the plan files as they stand now as those that count, under the name of the user whose process this is. Errors: PLAN_INVALID,
 * PERIOD_LOCKED; nothing is noted then.
 */
export async function takeInPlans({ db, project }: Company): Promise<readonly PlanFileRecord[]> {
  return noted({ db, project }, companyPlans(project.config));
}

/** What the source of plans reads, by stream: the files as they stand now, which count from then on. Errors: as above. */
export async function planRows(
  { db, project }: Company,
  stream: string,
  today: string,
): Promise<readonly OwnRow[]> {
  const plans = companyPlans(project.config);
  refuseUncomputed(plans, project.weighedKpis);
  await noted({ db, project }, plans);
  return planStreams(plans, planCompany(project.config), today)[stream] ?? [];
}

/** What the warehouse computes for plans, it has been told of at start. Throws PLAN_INVALID for a KPI that is weighed since. */
function refuseUncomputed(plans: readonly PlanFile[], computed: Project['weighedKpis']): void {
  for (const { file, declaration } of plans) {
    const kpi = catalogueKpisOf(declaration).find((each) => !computed.has(each));
    if (kpi === undefined) continue;
    throw new YardstickError('PLAN_INVALID', `No plan weighed ${kpi} when Yardstick was started.`, {
      subject: file,
      advice: 'Stop it and start it again: it computes for plans what they weigh at its start.',
    });
  }
}

async function noted(company: Company, plans: readonly PlanFile[]): Promise<readonly PlanFileRecord[]> {
  await assertPlanFolder(company);
  return takeInPlanFiles(company.db, plans.map(newPlanFile), userInfo().username);
}

function newPlanFile({ file, text, sha256, declaration }: PlanFile): NewPlanFile {
  const { name: _name, until, ...terms } = declaration;
  return {
    ...{ code: declaration.code, planVersion: declaration.version, file, sha256, content: text },
    termsSha256: createHash('sha256').update(canonicalJson(terms)).digest('hex'),
    ...{ validFrom: declaration.from, validUntil: until ?? null },
  };
}
