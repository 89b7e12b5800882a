import { YardstickError } from '../../errors/yardstick-error.ts';
import type { ConnectorContext } from '../kit/connector.ts';
import { createHttpClient, type JsonReply } from '../kit/http-client.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';
import { salesforceAuthorisation } from './authorisation.ts';
import type { SalesforceConfig } from './config.ts';
import { judgeSalesforce } from './judge.ts';

/** The REST API of one organisation. Paths begin after `/services/data/v66.0`, unless they are locators. */
export interface SalesforceApi {
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    name: PageName,
    signal: AbortSignal,
  ): Promise<JsonReply>;
}

/** URI and headers together may have 16,384 bytes. */
const longestUri = 15_000;
const usagePauseMs = 15 * 60 * 1000;

export function createSalesforceApi(config: SalesforceConfig, context: ConnectorContext): SalesforceApi {
  const http = createHttpClient(
    {
      baseUrl: config.loginUrl,
      // 25 requests may run at once; the daily number is watched by what each reply says of it.
      bucket: { name: `${context.source}:api`, capacity: 20, refillPerSecond: config.requestsPerSecond },
      judge: (reply) => judgeSalesforce(reply, context.now()),
      authorisation: salesforceAuthorisation(config, context),
    },
    context,
  );
  const quota = createQuotaWatch(config.quotaShare, context.now);
  return {
    async get(path, query, name, signal) {
      quota.assertLeft(name);
      assertShort(query, name);
      const request = {
        path: path.startsWith('/services/data/') ? path : `/services/data/${config.apiVersion}${path}`,
        query,
        headers: { 'sforce-query-options': `batchSize=${config.pageRows}` },
      };
      const reply = await http.json(request, name, signal);
      quota.note(reply.headers['sforce-limit-info']);
      return reply;
    },
  };
}

function assertShort(query: Readonly<Record<string, string>>, name: PageName): void {
  if (new URLSearchParams(query).toString().length <= longestUri) return;
  throw new YardstickError('CONFIG_INVALID', 'The query is longer than Salesforce accepts in an address.', {
    subject: subjectOf(name),
    advice: 'Declare fewer fields for this object.',
  });
}

/** Stops calling while the share of the daily calls left to us is used up; asks again after a quarter of an hour. */
function createQuotaWatch(share: number, now: () => Date) {
  let blockedUntil = 0;
  return {
    note(header: string | undefined): void {
      const usage = /api-usage=(\d+)\/(\d+)/.exec(header ?? '');
      if (usage === null || Number(usage[1]) < Number(usage[2]) * share) return;
      blockedUntil = now().getTime() + usagePauseMs;
    },
    assertLeft(name: PageName): void {
      const retryAfterMs = blockedUntil - now().getTime();
      if (retryAfterMs <= 0) return;
      throw new YardstickError(
        'SOURCE_QUOTA',
        `More than ${share * 100} % of the daily API calls are used.`,
        {
          subject: subjectOf(name),
          retryAfterMs,
        },
      );
    },
  };
}
