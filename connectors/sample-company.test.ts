import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../config/project-root.ts';
import { advanceSampleCompany } from '../demo/sources/advance.ts';
import { type SampleCompany, serveSampleCompany } from '../demo/sources/serve.ts';
import { type TestPostgres, testPostgres } from '../infra/embedded/postgres/test-server.ts';
import type { Connector, SliceSpec, SourceRecord } from './kit/connector.ts';
import { noSignal, readAll, testContext } from './kit/test-context.ts';
import { createConnector } from './registry.ts';

const secrets = {
  salesforceClientId: 'id',
  salesforceClientSecret: 'secret',
  salesforceRefreshToken: 'refresh',
  weiboAccessToken: 'weibo',
  erpReaderPassword: 'reader',
  controlToken: 'control',
};
const document = z.object({ sources: z.record(z.string(), z.looseObject({ connector: z.string() })) });

let postgres: TestPostgres;
let company: SampleCompany;

beforeAll(async () => {
  postgres = await testPostgres();
  const options = { seed: 'test', until: '2026-03-31', scale: 0.02 };
  company = await serveSampleCompany({ ...options, postgresUrl: postgres.url, port: 0, secrets });
}, 180_000);

afterAll(async () => {
  await company?.stop();
  await everybodyLeft();
  await postgres?.stop();
}, 60_000);

/** A pool ends before the server has seen its clients leave, and stopping the server then breaks their connections. */
async function everybodyLeft(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const others = `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  while ((await client.query(others)).rowCount !== 0);
  await client.end();
}

/** The connector as the sample company's own configuration declares it, at this test's addresses. */
function open(source: string, addresses: Record<string, unknown>): Promise<Connector> {
  const text = readFileSync(join(projectRoot(), 'demo', 'yardstick.yaml'), 'utf8');
  const { connector, ...settings } = document.parse(parse(text)).sources[source] ?? { connector: 'none' };
  return createConnector(connector, { ...settings, ...addresses }, testContext(source).context);
}

const openCrm = (more: Record<string, unknown> = {}) =>
  open('crm', {
    ...more,
    loginUrl: company.urls.salesforce,
    clientId: 'id',
    clientSecret: 'secret',
    pageRows: 200,
  });

async function load(connector: Connector, stream: string, before: readonly SliceSpec[] = []) {
  const progress = { slices: before.map((slice) => ({ slice, state: 'done' as const })) };
  const slices = await connector.slices(stream, progress, noSignal);
  const newest = new Map<string, SourceRecord>();
  for (const slice of slices)
    for (const record of (await readAll(connector, slice)).records) newest.set(record.key, record);
  return { slices, newest, living: [...newest.values()].filter(({ deleted }) => !deleted).length };
}

async function order(fault: {
  readonly path: string;
  readonly kind: string;
  readonly count?: number;
}): Promise<void> {
  const response = await fetch(company.urls.faults, {
    method: 'POST',
    headers: { authorization: 'Bearer control', 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(response.status).toBe(200);
}

describe('the sample company', { timeout: 120_000 }, () => {
  it('has its ERP read to the last row', async () => {
    const connector = await open('erp', { connection: { url: company.urls.erp } });
    expect((await connector.check(noSignal)).ok).toBe(true);
    for (const { name } of connector.streams) {
      const { living } = await load(connector, name);
      expect([name, String(living)]).toEqual([name, (await connector.control(name, noSignal))?.rows]);
      expect(living).toBeGreaterThan(0);
    }
    await connector.close();
  });

  it('has its CRM read to the last record', async () => {
    const connector = await openCrm();
    expect((await connector.check(noSignal)).ok).toBe(true);
    for (const { name } of connector.streams) {
      const { living } = await load(connector, name);
      expect([name, String(living)]).toEqual([name, (await connector.control(name, noSignal))?.rows]);
      expect(living).toBeGreaterThan(0);
    }
  });

  it('has its CRM read in full through a session that ends, throttling, errors and a broken reply', async () => {
    const connector = await openCrm();
    const { slices, living } = await load(connector, 'Event');
    const [slice] = slices;
    if (slice === undefined) throw new Error('There is no slice.');
    const path = '/services/data/v66.0/query/';
    for (const kinds of [
      ['expired_token', 'throttle', 'truncated'],
      ['throttle_silent', 'server_error', 'short_page'],
    ]) {
      for (const kind of kinds) await order({ path, kind });
      const { records } = await readAll(connector, slice);
      expect(records.filter(({ deleted }) => !deleted)).toHaveLength(living);
    }
  });

  it('has its comments read down to what Weibo shows', async () => {
    const connector = await open('social', { baseUrl: company.urls.weibo, accessToken: 'weibo' });
    expect((await connector.check(noSignal)).ok).toBe(true);
    const posts = await load(connector, 'status');
    expect(String(posts.living)).toBe((await connector.control('status', noSignal))?.rows);
    await order({ path: '/2/comments', kind: 'empty_body' });
    const comments = await load(connector, 'comment');
    const control = await connector.control('comment', noSignal);
    expect(String(comments.living)).toBe(control?.rows);
    expect(control?.coverage).toBeGreaterThan(0);
  });

  it('has the rows of its next day read by the next window', async () => {
    const stream = { table: 'sales_order', primaryKey: ['order_no'], softDelete: 'is_deleted' };
    const cursor = { field: 'updated_at', type: 'timestamptz' };
    const streams = { sales_order: { ...stream, cursor, windowEnd: 'newest' } };
    const connector = await open('erp', { connection: { url: company.urls.erp }, streams });
    const crm = await openCrm({ windowEnd: 'newest' });
    const before = [await load(connector, 'sales_order'), await load(crm, 'Task')] as const;
    await advanceSampleCompany({ postgresUrl: postgres.url, days: 3 });
    const pairs = [
      [connector, 'sales_order', before[0]],
      [crm, 'Task', before[1]],
    ] as const;
    for (const [each, name, first] of pairs) {
      const next = await load(each, name, first.slices);
      const all = new Map([...first.newest, ...next.newest]);
      const living = [...all.values()].filter(({ deleted }) => !deleted).length;
      expect([name, String(living)]).toEqual([name, (await each.control(name, noSignal))?.rows]);
      expect(next.newest.size).toBeGreaterThan(0);
      expect(next.newest.size).toBeLessThan(first.newest.size / 2);
    }
    await connector.close();
  });
});
