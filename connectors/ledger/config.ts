import { z } from 'zod';

/** There is nothing to say: a worker knows its ledger. */
export const ledgerConfig = z.strictObject({});
