import { join } from 'node:path';
import { type Config, loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { type SampleCompany, serveSampleCompany } from '../../demo/sources/serve.ts';

const secrets = {
  salesforceClientId: 'test client',
  salesforceClientSecret: 'test client secret',
  salesforceRefreshToken: 'test refresh token',
  weiboAccessToken: 'test weibo token',
  erpReaderPassword: 'test reader',
  controlToken: 'test control',
};

export interface ServedCompany {
  readonly company: SampleCompany;
  readonly config: Config;
  /** Makes the next requests whose path contains `path` fail in a way; see demo/README.md for the kinds. */
  fault(fault: {
    readonly path: string;
    readonly kind: string;
    readonly count?: number;
    readonly field?: string;
  }): Promise<void>;
  clearFaults(): Promise<void>;
}

/** The sample company at a small scale, on the given PostgreSQL server, with the configuration that reads it. */
export async function serveCompany(
  postgresUrl: string,
  scale = 0.02,
  until = '2026-10-31',
): Promise<ServedCompany> {
  const company = await serveSampleCompany({ postgresUrl, port: 0, seed: 'tests', until, secrets, scale });
  const config = loadConfig(join(projectRoot(), 'demo', 'yardstick.yaml'), {
    SAMPLE_ERP_URL: company.urls.erp,
    SAMPLE_CRM_URL: company.urls.salesforce,
    SAMPLE_CRM_CLIENT_ID: secrets.salesforceClientId,
    SAMPLE_CRM_CLIENT_SECRET: secrets.salesforceClientSecret,
    SAMPLE_WEIBO_URL: company.urls.weibo,
    SAMPLE_WEIBO_TOKEN: secrets.weiboAccessToken,
  });
  return {
    company,
    config,
    fault: (fault) => control(company, 'POST', JSON.stringify(fault)),
    clearFaults: () => control(company, 'DELETE'),
  };
}

async function control({ urls }: SampleCompany, method: string, body?: string): Promise<void> {
  const headers = { authorization: `Bearer ${secrets.controlToken}`, 'content-type': 'application/json' };
  const answer = await fetch(urls.faults, { method, headers, ...(body === undefined ? {} : { body }) });
  if (!answer.ok)
    throw new Error(`The sample company refused the fault: ${answer.status} ${await answer.text()}`);
}
