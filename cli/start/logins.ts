import type { Connection } from '../runtime/connect.ts';
import { sampleEnvironment } from '../runtime/sample-company.ts';
import { type DemoLogin, ensureDemoAccounts, ensureFirstAccount } from './accounts.ts';

export interface Logins {
  /** Undefined when the people of this company have accounts of their own. */
  readonly password: string | undefined;
  readonly accounts: readonly DemoLogin[];
}

/** Makes the accounts a new installation needs, and tells those that have the home's password. */
export async function loginsOf({ choice, secrets, places, context }: Connection): Promise<Logins> {
  if (secrets === undefined) return { password: undefined, accounts: [] };
  const password = secrets.demo;
  if (!choice.sample) {
    const accounts = await ensureFirstAccount(context.db, password);
    return { password: accounts.length === 0 ? undefined : password, accounts };
  }
  const { SAMPLE_ERP_URL: erpUrl = '' } = sampleEnvironment(secrets, {
    ledgerUrl: places.ledgerUrl,
    port: 1,
  });
  return { password, accounts: await ensureDemoAccounts(context.db, { erpUrl, password }) };
}
