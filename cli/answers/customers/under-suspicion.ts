import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Suspicion, suspicions } from '../quality/released-suspicions.ts';

/** Error: CUSTOMER_REFUSED while an open suspicion names one of the accounts. */
export async function refuseUnderSuspicion(context: Context, accounts: readonly string[]): Promise<void> {
  const named = firstNaming(await suspicions(context, { state: 'open' }), accounts);
  if (named === undefined) return;
  throw new YardstickError('CUSTOMER_REFUSED', `The open suspicion ${named.suspicion_id} names it.`, {
    subject: named.customer_id,
    advice: `Let somebody decide on that first: \`yardstick quality show ${named.suspicion_id}\`.`,
  });
}

/** Suspicions of employees name no account, and concern nobody's here. */
export function firstNaming<Named extends Pick<Suspicion, 'customer_id'>>(
  open: readonly Named[],
  accounts: readonly string[],
): Named | undefined {
  return open.find(({ customer_id }) => customer_id !== '' && accounts.includes(customer_id));
}
