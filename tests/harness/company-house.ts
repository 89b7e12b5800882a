import type { AssetKey } from '../../models/kit/key.ts';
import { fewKpis } from './few-kpis.ts';
import { type House, openHouse } from './house.ts';
import { type ServedCompany, serveCompany } from './sample-company.ts';

export interface CompanyHouse {
  readonly house: House;
  readonly served: ServedCompany;
  stop(): Promise<void>;
}

/** Months, series, a mart in TypeScript and what the sources have: one asset of each kind. */
const oneOfEachKind: readonly AssetKey[] = [
  'mart.kpi_monthly',
  'mart.sales_daily',
  'mart.forecast_current',
  'mart.social_weekly',
  'mart.alert',
  'stg.social_post',
  'stg.record_check',
  'fct.activity',
];

interface OfCompany {
  /** How large the company is. */
  readonly scale?: number;
  /** Of the product a part, because the rest is looked at elsewhere. */
  readonly ends?: readonly AssetKey[];
}

/** All engines and a worker, with the sample company served as their sources. */
export async function openCompanyHouse({
  scale,
  ends = oneOfEachKind,
}: OfCompany = {}): Promise<CompanyHouse> {
  let served: ServedCompany | undefined;
  const house = await openHouse(
    async (postgresUrl) => {
      served = await serveCompany(postgresUrl, scale);
      return served.config;
    },
    { declared: fewKpis(), ends },
  );
  if (served === undefined) throw new Error('The house was opened without asking for a company.');
  const { company } = served;
  return {
    ...{ house, served },
    stop: async () => {
      await house.stop();
      await company.stop();
    },
  };
}
