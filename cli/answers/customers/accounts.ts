import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { publishedRows } from '../../runtime/published-rows.ts';
import { publishedTables } from '../../runtime/published-tables.ts';

/** An account, and who stands for it, as published. */
export interface KnownAccount {
  readonly customer_id: string;
  readonly name: string;
  readonly survivor_id: string;
  readonly survivor_name: string;
  readonly credit_code: string | null;
  readonly city: string | null;
  readonly source: string;
  readonly method: string;
}

/** The account itself and all that one account stands for, as a release shows them. Error: CUSTOMER_UNKNOWN. */
export async function companyOfAccount(
  context: Context,
  customerId: string,
  release: number,
): Promise<{ readonly account: KnownAccount; readonly all: readonly KnownAccount[] }> {
  const at = publishedTables(context.project, release);
  const all = await context.warehouse.rows<KnownAccount>(
    `SELECT customer_id, name, survivor_id, survivor_name, credit_code, city, toString(source) AS source, toString(map.method) AS method
     FROM ${at('dim.customer')} AS customer
     INNER JOIN (SELECT customer_id, method FROM ${at('dim.customer_map')} WHERE valid_to = toDate32('2299-12-31')) AS map USING (customer_id)
     WHERE survivor_id IN (SELECT survivor_id FROM ${at('dim.customer')} WHERE customer_id = {customer:String})
     ORDER BY customer_id`,
    { customer: customerId },
  );
  const account = all.find((each) => each.customer_id === customerId);
  if (account === undefined)
    throw new YardstickError('CUSTOMER_UNKNOWN', 'There is no such customer account.', {
      subject: customerId,
    });
  return { account, all };
}

/** The company an account belongs to by what it says of itself, decisions on merges left aside. */
export async function companiesByThemselves(context: Context): Promise<(customerId: string) => string> {
  const rows = await publishedRows(context, {
    asset: 'dim.customer_group',
    row: z.object({ customer_id: z.string(), company: z.string() }),
    select: 'customer_id, company',
    tail: '',
  });
  const companies = new Map(rows.map(({ customer_id, company }) => [customer_id, company]));
  return (customerId) => companies.get(customerId) ?? customerId;
}
