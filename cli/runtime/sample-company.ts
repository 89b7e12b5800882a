import { createHmac } from 'node:crypto';
import { databaseUrl } from '../../demo/sources/databases.ts';
import type { SampleSecrets } from '../../demo/sources/secrets.ts';
import type { HomeSecrets } from '../../infra/embedded/home/secrets.ts';

/** The company everybody gets: the same seed, the same people and orders. */
export const sampleSeed = 'qiheng';

/** The day up to which a company that is started now has been played: yesterday, the last one that is over. */
export function sampleUntil(now: Date): string {
  const named = process.env.YARDSTICK_DEMO_UNTIL;
  if (named !== undefined && named !== '') return named;
  const yesterday = new Date(now.getTime() - 86_400_000);
  return yesterday.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

/** Share of the whole company that is played; undefined: what is stored, or all of it. */
export function sampleScale(): number | undefined {
  const named = process.env.YARDSTICK_DEMO_SCALE;
  return named === undefined || named === '' ? undefined : Number(named);
}

/** Drawn from one password of the home, so that every process knows them without another file. */
export function sampleSecrets(secrets: Pick<HomeSecrets, 'demo'>): SampleSecrets {
  const drawn = (name: string) => createHmac('sha256', secrets.demo).update(name).digest('hex').slice(0, 40);
  return {
    salesforceClientId: drawn('salesforce client id'),
    salesforceClientSecret: drawn('salesforce client secret'),
    salesforceRefreshToken: drawn('salesforce refresh token'),
    weiboAccessToken: drawn('weibo access token'),
    erpReaderPassword: drawn('erp reader password'),
    controlToken: drawn('control token'),
  };
}

/** What demo/yardstick.yaml refers to. */
export function sampleEnvironment(
  secrets: Pick<HomeSecrets, 'demo'>,
  at: { readonly ledgerUrl: string; readonly port: number },
): Readonly<Record<string, string>> {
  const known = sampleSecrets(secrets);
  const erp = new URL(databaseUrl(at.ledgerUrl, 'sample_erp'));
  erp.username = 'erp_reader';
  erp.password = known.erpReaderPassword;
  const api = `http://127.0.0.1:${at.port}`;
  return {
    SAMPLE_ERP_URL: erp.toString(),
    SAMPLE_CRM_URL: api,
    SAMPLE_CRM_CLIENT_ID: known.salesforceClientId,
    SAMPLE_CRM_CLIENT_SECRET: known.salesforceClientSecret,
    SAMPLE_WEIBO_URL: `${api}/2`,
    SAMPLE_WEIBO_TOKEN: known.weiboAccessToken,
  };
}
