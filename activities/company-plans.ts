import type { PlanCompany } from '../appraisal/plan-file/company.ts';
import type { PlanFile } from '../appraisal/plan-file/plan-file.ts';
import { readPlanFiles } from '../appraisal/plan-file/read.ts';
import { declarationFiles } from '../config/declaration-files.ts';
import type { Config } from '../config/load.ts';
import { planFiles } from '../config/plan-files.ts';
import type { Perspective } from '../models/kpi/declaration.ts';
import { readCatalogue } from '../models/kpi/read.ts';

type Company = Pick<Config, 'file' | 'folder' | 'plans' | 'company' | 'kpis'>;

/** The plan files of a company as they stand in their folder now. Throws PLAN_INVALID naming file, key and rule. */
export function companyPlans(config: Company): readonly PlanFile[] {
  return readPlanFiles(planFiles(config), planCompany(config));
}

/** What a company's plan files are held against. The catalogue is read once a plan weighs perspectives; few do. */
export function planCompany(config: Company): PlanCompany {
  let catalogue: ReadonlyMap<string, Perspective> | undefined;
  return {
    ...config.company,
    perspectiveOf: (kpi) => {
      catalogue ??= perspectivesIn(config);
      return catalogue.get(kpi);
    },
  };
}

function perspectivesIn(config: Company): ReadonlyMap<string, Perspective> {
  const kpis = readCatalogue(declarationFiles(config, 'kpis'));
  return new Map(kpis.map(({ declaration: { key, perspective } }) => [key, perspective]));
}
