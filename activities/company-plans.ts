import type { PlanFile } from '../appraisal/plan-file/plan-file.ts';
import { readPlanFiles } from '../appraisal/plan-file/read.ts';
import type { Config } from '../config/load.ts';
import { planFiles } from '../config/plan-files.ts';

/** The plan files of a company as they stand in their folder now. Throws PLAN_INVALID naming file, key and rule. */
export function companyPlans(
  config: Pick<Config, 'file' | 'folder' | 'plans' | 'company'>,
): readonly PlanFile[] {
  return readPlanFiles(planFiles(config), config.company);
}
