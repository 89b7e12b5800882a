import type { CompanySettings } from '../../config/schema.ts';
import type { Asset } from '../../models/kit/asset.ts';
import type { WarehouseAddress } from '../../warehouse/client.ts';

export interface PortalOptions {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  readonly ledgerUrl: string;
  /** The account needs to read `store` and `meta`, no more; the row limits are the portal's own. */
  readonly clickhouse: WarehouseAddress;
  /** Signs the CSRF cookie; at least 32 characters. Sessions are random tokens kept in the ledger. */
  readonly sessionSecret: string;
  readonly company: CompanySettings;
  /** Assets of this installation; default is what every company has. */
  readonly assets?: readonly Asset[];
  /** Company-zone time of day by which a nightly must have published; default 06:30. */
  readonly publishedBy?: string;
  /** Folder of the built pages; without it the portal is an API only. */
  readonly webFolder?: string;
  /** True behind HTTPS: cookies are then sent over it only, and browsers are told to stay with it. */
  readonly https?: boolean;
  /** A tile that takes longer than this shows an error with a retry; default 20 000 ms. */
  readonly tileTimeoutMs?: number;
  /** Attempts to sign in that one address has per minute; default 20. Accounts are locked besides. */
  readonly loginsPerMinute?: number;
  /** Failed attempts that one login has per minute, from whatever addresses; default 5. */
  readonly failuresPerMinute?: number;
  /** Default `warn`. */
  readonly logLevel?: string;
  /** The clock, for tests. */
  readonly now?: () => Date;
}
