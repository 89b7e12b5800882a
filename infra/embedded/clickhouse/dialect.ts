import { ServerError } from './server-error.ts';

/**
 * Refuses a setting that would have later statements parsed by other rules than those that the checks of this endpoint follow. The
 * switches that allow a dialect (`allow_experimental_…_dialect`) do nothing without it. Throws 48.
 */
export function refuseDialect(setting: string, value: string): void {
  if (setting.toLowerCase() !== 'dialect' || value.toLowerCase() === 'clickhouse') return;
  throw new ServerError(48, 'NOT_IMPLEMENTED', 'The embedded endpoint speaks the ClickHouse dialect only');
}
