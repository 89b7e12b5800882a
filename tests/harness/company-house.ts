import { fewKpis } from './few-kpis.ts';
import { type House, openHouse } from './house.ts';
import { type ServedCompany, serveCompany } from './sample-company.ts';

export interface CompanyHouse {
  readonly house: House;
  readonly served: ServedCompany;
  stop(): Promise<void>;
}

/** All engines and a worker, with the sample company served as their sources; few KPIs, because they are looked at elsewhere. */
export async function openCompanyHouse(scale?: number): Promise<CompanyHouse> {
  let served: ServedCompany | undefined;
  const house = await openHouse(async (postgresUrl) => {
    served = await serveCompany(postgresUrl, scale);
    return served.config;
  }, fewKpis());
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
