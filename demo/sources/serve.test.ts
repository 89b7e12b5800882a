import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { advanceSampleCompany } from './advance.ts';
import { type SampleCompany, serveSampleCompany } from './serve.ts';

const secrets = {
  salesforceClientId: 'id',
  salesforceClientSecret: 'secret',
  salesforceRefreshToken: 'refresh',
  weiboAccessToken: 'weibo',
  erpReaderPassword: "it's secret",
  controlToken: 'control',
};
const options = { seed: 'test', until: '2026-03-31', scale: 0.02 };

let postgres: TestPostgres;
let company: SampleCompany;
let token: string;

beforeAll(async () => {
  postgres = await testPostgres();
  company = await serveSampleCompany({ ...options, postgresUrl: postgres.url, port: 0, secrets });
  token = await login();
}, 180_000);

afterAll(async () => {
  await company?.stop();
  await postgres?.stop();
}, 60_000);

async function login(form: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${company.urls.salesforce}/services/oauth2/token`, {
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

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into foreign JSON
  readonly json: any;
}

async function get(url: string, headers: Record<string, string> = {}): Promise<Reply> {
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

const crm = (path: string, headers: Record<string, string> = {}) =>
  get(`${company.urls.salesforce}${path}`, { authorization: `Bearer ${token}`, ...headers });
const soql = (query: string, verb = 'query') =>
  crm(`/services/data/v66.0/${verb}?q=${encodeURIComponent(query)}`, {
    'sforce-query-options': 'batchSize=200',
  });
const weibo = (path: string) => get(`${company.urls.weibo}${path}`, { authorization: 'OAuth2 weibo' });

async function order(fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(company.urls.faults, {
    method: 'POST',
    headers: { authorization: 'Bearer control', 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(response.status).toBe(200);
}

async function erp<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: company.urls.erp });
  await client.connect();
  return (await client.query<T>(sql).finally(() => client.end())).rows;
}

describe('the ERP', () => {
  it('lets its reader read schema erp and nothing else', async () => {
    await expect(erp('SELECT * FROM sample.holdings')).rejects.toThrow('permission denied');
    await expect(erp('DELETE FROM erp.refund')).rejects.toThrow();
  });
});

describe('the CRM', () => {
  it('issues tokens for both grants and refuses wrong secrets', async () => {
    expect(await login({ grant_type: 'refresh_token', refresh_token: 'refresh' })).toContain('!');
    expect(await login({ grant_type: 'refresh_token', refresh_token: 'old' })).toBe('invalid_grant');
    expect(await login({ client_secret: 'wrong' })).toBe('invalid_client');
    const refused = await crm('/services/data/v66.0/sobjects', { authorization: 'Bearer wrong' });
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual([{ errorCode: 'INVALID_SESSION_ID', message: expect.any(String) }]);
  });

  it('hands out every row exactly once over locators, with short pages before the end', async () => {
    let reply = await soql(
      'SELECT Id, Amount, StageName, SystemModstamp FROM Opportunity ORDER BY SystemModstamp, Id',
    );
    const { totalSize } = reply.json;
    const ids = new Set<string>();
    const sizes: number[] = [];
    for (;;) {
      sizes.push(reply.json.records.length);
      for (const { Id } of reply.json.records) ids.add(Id);
      if (reply.json.done) break;
      reply = await crm(reply.json.nextRecordsUrl);
    }
    expect(ids.size).toBe(totalSize);
    expect(sizes.slice(0, -1).some((size) => size < 200)).toBe(true);
    expect(reply.headers.get('sforce-limit-info')).toMatch(/^api-usage=\d+\/100000$/);
    const [id = ''] = ids;
    expect(id).toHaveLength(18);
  });

  it('counts, sums and filters as asked, deleted rows only in queryAll', async () => {
    const all = await soql('SELECT COUNT() FROM Opportunity', 'queryAll');
    const living = await soql('SELECT COUNT() FROM Opportunity');
    const gone = await soql('SELECT Id FROM Opportunity WHERE IsDeleted = true', 'queryAll');
    expect(all.json.totalSize - living.json.totalSize).toBe(gone.json.totalSize);
    expect(gone.json.totalSize).toBeGreaterThan(0);
    const won = await soql(
      "SELECT COUNT(Id), SUM(Amount) total FROM Opportunity WHERE StageName IN ('赢单') AND IsWon = true",
    );
    expect(won.json.records[0]).toMatchObject({ attributes: { type: 'AggregateResult' } });
    expect(won.json.records[0].total).toBeGreaterThan(won.json.records[0].expr0);
    const none = await soql(
      "SELECT Id FROM Order WHERE (SystemModstamp >= 2026-03-01T00:00:00Z AND SystemModstamp < 2026-03-02T00:00:00.000+0000) AND NOT (Status = 'Draft' OR AccountId = null) LIMIT 5",
    );
    expect(none.json.totalSize).toBeLessThanOrEqual(5);
  });

  it.each([
    ['SELECT FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY'],
    ['SELECT Nope FROM Account', 'INVALID_FIELD'],
    ["SELECT Id FROM Account WHERE CreatedDate > 'x'", 'INVALID_FIELD'],
    ['SELECT Id FROM Nope', 'INVALID_TYPE'],
  ])('answers %s with %s', async (query, errorCode) => {
    const reply = await soql(query);
    expect(reply.status).toBe(400);
    expect(reply.json[0].errorCode).toBe(errorCode);
  });

  it('refuses a locator it does not know', async () => {
    const reply = await crm('/services/data/v66.0/query/01gXX0000000000-2000');
    expect(reply.json[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  });

  it('describes exactly the fields its records have', async () => {
    for (const { name } of (await crm('/services/data/v66.0/sobjects')).json.sobjects) {
      const described = await crm(`/services/data/v66.0/sobjects/${name}/describe`);
      const fields: string[] = described.json.fields.map((field: { name: string }) => field.name);
      const stored = await storedFields(name);
      expect(stored.sort(), name).toEqual(fields.sort());
    }
  });

  it('lists what was deleted in the last days', async () => {
    const gone = await soql('SELECT Id FROM Order_Credit__c WHERE IsDeleted = true', 'queryAll');
    const now = Date.now();
    const at = (back: number) => new Date(now - back * 86_400_000).toISOString();
    const reply = await crm(`/services/data/v66.0/sobjects/Event/deleted/?start=${at(10)}&end=${at(0)}`);
    expect(gone.status).toBe(200);
    expect(reply.json).toMatchObject({
      deletedRecords: expect.any(Array),
      latestDateCovered: expect.any(String),
    });
    const old = await crm(`/services/data/v66.0/sobjects/Event/deleted/?start=${at(20)}&end=${at(0)}`);
    expect(old.json[0].errorCode).toBe('INVALID_REPLICATION_DATE');
  });
});

async function storedFields(object: string): Promise<string[]> {
  const url = new URL(postgres.url);
  url.pathname = '/sample_crm';
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  const sql = 'SELECT DISTINCT jsonb_object_keys(body) AS name FROM crm.record WHERE object = $1';
  const rows = await client.query<{ name: string }>(sql, [object]).finally(() => client.end());
  return rows.rows.map(({ name }) => name);
}

describe('the social API', () => {
  it('pages by inclusive max_id and shows no more than the newest 1,000 of a post', async () => {
    const timeline = await weibo('/statuses/user_timeline.json?count=100');
    const posts: { idstr: string; comments_count: number }[] = timeline.json.statuses;
    const big = posts.find(({ comments_count }) => comments_count > 1000);
    expect(big).toBeDefined();
    const seen = new Set<string>();
    for (let max = '0'; ; ) {
      const reply = await weibo(`/comments/show.json?id=${big?.idstr}&count=200&max_id=${max}`);
      if (reply.text === '[]') break;
      expect(reply.json.total_number).toBe(big?.comments_count);
      const ids: string[] = reply.json.comments.map(({ idstr }: { idstr: string }) => idstr);
      if (max !== '0') expect(ids[0] === max || BigInt(ids[0] ?? '0') < BigInt(max)).toBe(true);
      for (const id of ids) expect(seen.has(id)).toBe(false);
      for (const id of ids) seen.add(id);
      max = String(BigInt(ids.at(-1) ?? '0') - 1n);
    }
    expect(seen.size).toBe(1000);
    const [newest = ''] = seen;
    const inclusive = await weibo(`/comments/show.json?id=${big?.idstr}&max_id=${newest}&count=1`);
    expect(inclusive.json.comments[0].idstr).toBe(newest);
    expect(inclusive.text).toContain(`"id":${newest},`);
    expect(Number(newest)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect((await weibo(`/comments/show.json?id=${big?.idstr}&since_id=${newest}`)).text).toBe('[]');
  });

  it('counts posts, tells its limit and speaks Weibo in dates and errors', async () => {
    const timeline = await weibo('/statuses/user_timeline.json?count=1');
    const { idstr, created_at, comments_count } = timeline.json.statuses[0];
    expect(created_at).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \+0800 \d{4}$/);
    expect((await weibo(`/statuses/count.json?ids=${idstr}`)).json[0].comments).toBe(comments_count);
    expect((await weibo('/account/rate_limit_status.json')).json.user_limit).toBe(10_000);
    expect((await weibo('/comments/show.json?id=1')).json.error_code).toBe(20101);
    expect((await get(`${company.urls.weibo}/account/rate_limit_status.json?access_token=x`)).status).toBe(
      403,
    );
  });
});

describe('faults', () => {
  it('spoil the next requests of a path and then end', async () => {
    const path = '/services/data/v66.0/query';
    await order({ path, kind: 'throttle' });
    await order({ path, kind: 'throttle_silent' });
    await order({ path, kind: 'server_error' });
    await order({ path, kind: 'truncated' });
    await order({ path, kind: 'expired_token' });
    await order({ path, kind: 'quota' });
    await order({ path, kind: 'removed_field', field: 'Name' });
    await order({ path, kind: 'changed_type', field: 'Name' });
    await order({ path, kind: 'short_page' });
    const query = () => soql('SELECT Id, Name FROM Account');
    expect((await query()).headers.get('retry-after')).toBe('1');
    const silent = await query();
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, null]);
    expect((await query()).status).toBe(500);
    expect((await query()).json).toBeUndefined();
    expect((await query()).json[0].errorCode).toBe('INVALID_SESSION_ID');
    expect((await query()).json[0].errorCode).toBe('REQUEST_LIMIT_EXCEEDED');
    expect((await query()).json[0].errorCode).toBe('INVALID_FIELD');
    expect((await query()).json.records[0].Name).toBe(1);
    expect((await query()).json.records).toHaveLength(3);
    expect((await query()).json.records.length).toBeGreaterThan(3);
  });

  it('reach the social API in its own words', async () => {
    const path = '/2/statuses/user_timeline.json';
    await order({ path, kind: 'expired_token' });
    await order({ path, kind: 'quota' });
    await order({ path, kind: 'empty_body' });
    await order({ path, kind: 'removed_field', field: 'text' });
    const ask = () => weibo('/statuses/user_timeline.json?count=2');
    expect((await ask()).json.error_code).toBe(21327);
    expect((await ask()).json.error_code).toBe(10023);
    expect((await ask()).text).toBe('[]');
    expect((await ask()).json.statuses[0]).not.toHaveProperty('text');
  });

  it('need the control token', async () => {
    expect((await get(company.urls.faults)).status).toBe(401);
  });
});

describe('advancing', () => {
  it('writes the same whether in three steps or in one, and shows at once', async () => {
    const other = await testPostgres();
    try {
      const steps = [];
      for (let day = 0; day < 3; day += 1) {
        steps.push(await advanceSampleCompany({ postgresUrl: postgres.url, days: 1 }));
      }
      expect(steps.map(({ until }) => until)).toEqual(['2026-04-01', '2026-04-02', '2026-04-03']);
      expect(steps[0]?.changes['erp.sales_order']).toBeGreaterThan(0);
      const fresh = { ...options, postgresUrl: other.url, port: 0, secrets };
      const second = await serveSampleCompany(fresh);
      await advanceSampleCompany({ postgresUrl: other.url, days: 3 });
      await second.stop();
      const restarted = await serveSampleCompany(fresh);
      expect(restarted.until).toBe('2026-04-03');
      await restarted.stop();
      for (const [database, tables] of Object.entries(hashed)) {
        for (const table of tables) {
          expect(await hashOf(postgres.url, database, table), table).toBe(
            await hashOf(other.url, database, table),
          );
        }
      }
    } finally {
      await other.stop();
    }
  }, 180_000);
});

const hashed = {
  sample_erp: [
    'erp.sales_order',
    'erp.sales_order_line',
    'erp.receipt',
    'erp.employee_assignment',
    'erp.sales_target',
  ],
  sample_crm: ['crm.record'],
  sample_social: ['social.post', 'social.comment'],
};

async function hashOf(postgresUrl: string, database: string, table: string): Promise<string | undefined> {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  const sql = `SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} AS t`;
  const rows = await client.query<{ hash: string }>(sql).finally(() => client.end());
  return rows.rows[0]?.hash;
}
