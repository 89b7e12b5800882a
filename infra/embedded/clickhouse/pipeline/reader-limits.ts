import type { SessionRights } from '../access/session-rights.ts';
import type { Limits } from '../limits.ts';
import { ServerError } from '../server-error.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * A reader's rights with the limits that count for readers: a time for each query unless its settings or the request ask for another,
 * and no more memory than a query may have. Throws ServerError 452.
 */
export function withReaderLimits(
  rights: SessionRights,
  options: QueryOptions,
  limits: Limits,
): SessionRights {
  const asked = options.settings.get('max_memory_usage');
  if (asked !== undefined && !(Number(asked) > 0 && Number(asked) <= limits.memoryPerQuery))
    throw new ServerError(
      452,
      'SETTING_CONSTRAINT_VIOLATION',
      `Setting max_memory_usage shouldn't be greater than ${limits.memoryPerQuery}`,
    );
  const defaults = [['max_execution_time', String(limits.readerSeconds)]] as const;
  return { ...rights, settings: [...defaults, ...rights.settings] };
}
