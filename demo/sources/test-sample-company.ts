import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { type SampleCompany, serveSampleCompany } from './serve.ts';

export const secrets = {
  salesforceClientId: 'id',
  salesforceClientSecret: 'secret',
  salesforceRefreshToken: 'refresh',
  weiboAccessToken: 'weibo',
  erpReaderPassword: "it's secret",
  controlToken: 'control',
};
export const options = { seed: 'test', until: '2026-03-31', scale: 0.02 };

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into foreign JSON
  readonly json: any;
}

/** A small sample company that is being served, and clients of its systems. */
interface TestSampleCompany {
  readonly company: () => SampleCompany;
  readonly postgresUrl: () => string;
  /** A CRM token for a login with these fields changed, or the error's name. */
  readonly login: (form?: Record<string, string>) => Promise<string>;
  readonly crm: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  readonly soql: (query: string, verb?: string) => Promise<Reply>;
  readonly weibo: (path: string) => Promise<Reply>;
  /** Orders a fault; answers the status of the order. */
  readonly order: (fault: Record<string, unknown>) => Promise<number>;
  readonly erp: <T extends object>(sql: string) => Promise<T[]>;
}

/** Call it once at the top of a test file; the company lives as long as its tests. */
export function testSampleCompany(): TestSampleCompany {
  let postgres: TestPostgres;
  let company: SampleCompany;
  let token: string;

  beforeAll(async () => {
    postgres = await testPostgres();
    const served = { ...options, postgresUrl: postgres.url, port: 0, secrets };
    company = await serveSampleCompany({ ...served, weiboRequestsPerHour: 10_000 });
    token = await login();
  }, 180_000);
  afterAll(async () => {
    await company?.stop();
    await postgres?.stop();
  }, 60_000);

  const login = (form?: Record<string, string>) => logIn(company.urls.salesforce, form);
  const crm = (path: string, headers: Record<string, string> = {}) =>
    get(`${company.urls.salesforce}${path}`, { authorization: `Bearer ${token}`, ...headers });
  return {
    company: () => company,
    postgresUrl: () => postgres.url,
    login,
    crm,
    soql: (query, verb = 'query') =>
      crm(`/services/data/v66.0/${verb}?q=${encodeURIComponent(query)}`, {
        'sforce-query-options': 'batchSize=200',
      }),
    weibo: (path) => get(`${company.urls.weibo}${path}`, { authorization: 'OAuth2 weibo' }),
    order: (fault) => orderFault(company.urls.faults, fault),
    erp: (sql) => rowsOf(company.urls.erp, sql),
  };
}

async function logIn(url: string, form: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'id',
      client_secret: 'secret',
      ...form,
    }),
  });
  const reply: { access_token?: string; error?: string } = await response.json();
  return reply.access_token ?? reply.error ?? '';
}

export async function get(url: string, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function orderFault(url: string, fault: Record<string, unknown>): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Bearer control', 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  return response.status;
}

/** Rows of a statement, through a connection of its own. */
export async function rowsOf<T extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return (await client.query<T>(sql, values).finally(() => client.end())).rows;
}

/** The address of one of the databases behind the company's systems. */
export function databaseUrl(postgresUrl: string, database: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
