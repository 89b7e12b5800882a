import type { DeclaredKpi, PlanCompany } from '../appraisal/plan-file/company.ts';
import type { PlanFile } from '../appraisal/plan-file/plan-file.ts';
import { readPlanFiles } from '../appraisal/plan-file/read.ts';
import { catalogueKpisOf } from '../appraisal/plan-file/weighed.ts';
import { declarationFiles } from '../config/declaration-files.ts';
import type { Config } from '../config/load.ts';
import { planFiles } from '../config/plan-files.ts';
import { readCatalogue } from '../models/kpi/read.ts';
import { weighingOf } from '../models/kpi/weighing.ts';

type Company = Pick<Config, 'file' | 'folder' | 'plans' | 'company' | 'kpis'>;

/** The plan files of a company as they stand in their folder now. Throws PLAN_INVALID naming file, key and rule. */
export function companyPlans(config: Company): readonly PlanFile[] {
  return readPlanFiles(planFiles(config), planCompany(config));
}

/** What a company's plan files are held against. The catalogue is read once a plan asks for it; few do. */
export function planCompany(config: Company): PlanCompany {
  let catalogue: ReadonlyMap<string, DeclaredKpi> | undefined;
  return {
    ...config.company,
    declared: (kpi) => {
      catalogue ??= declaredIn(config);
      return catalogue.get(kpi);
    },
  };
}

function declaredIn(config: Company): ReadonlyMap<string, DeclaredKpi> {
  const kpis = readCatalogue(declarationFiles(config, 'kpis'));
  return new Map(
    kpis.map((kpi) => {
      const { key, perspective } = kpi.declaration;
      return [key, { perspective, weighing: weighingOf(kpi) }];
    }),
  );
}

/** Keys of the KPIs of the catalogue that any of these plans weighs. */
export function weighedKpis(plans: readonly PlanFile[]): ReadonlySet<string> {
  return new Set(plans.flatMap(({ declaration }) => catalogueKpisOf(declaration)));
}
