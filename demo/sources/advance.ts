import { YardstickError } from '../../errors/yardstick-error.ts';
import { dateOf, dayOf } from '../company/calendar.ts';
import { connect, readHoldings } from './databases.ts';
import { fillDatabases } from './fill.ts';

export interface AdvanceOptions {
  readonly postgresUrl: string;
  readonly days: number;
  readonly onProgress?: (text: string) => void;
}

/**
 * Plays further days of the company that is being served; its servers read from the same databases and need no restart.
 * `changes` are new and changed rows by table. The same whether in one step or in several.
 */
export async function advanceSampleCompany(
  options: AdvanceOptions,
): Promise<{ until: string; changes: Record<string, number> }> {
  const client = await connect(options.postgresUrl, 'sample_crm');
  const held = await readHoldings(client).finally(() => client.end());
  if (held === undefined) {
    throw new YardstickError('CONFIG_INVALID', 'There is no sample company yet.', {
      advice: 'Serve the sample company once before advancing it.',
    });
  }
  const until = dateOf(dayOf(held.until) + options.days);
  const { holdings, changes } = await fillDatabases({ ...options, ...held, until });
  return { until: holdings.until, changes };
}
