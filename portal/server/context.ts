import type { CompanySettings } from '../../config/schema.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { Warehouse } from '../../warehouse/client.ts';

/** What every route needs, made once at the edge. */
export interface PortalContext {
  readonly db: LedgerDb;
  readonly warehouse: Warehouse;
  readonly company: CompanySettings;
  readonly assets: ReadonlyMap<AssetKey, Asset>;
  readonly publishedBy: string;
  readonly https: boolean;
  readonly tileTimeoutMs: number;
  readonly loginsPerMinute: number;
  readonly failuresPerMinute: number;
  readonly now: () => Date;
}

/** Today in the company's zone. */
export function companyToday({ company, now }: PortalContext): string {
  return now().toLocaleDateString('sv-SE', { timeZone: company.timezone });
}
