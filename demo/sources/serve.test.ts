import { describe, expect, it } from 'vitest';
import { databaseUrl, get, rowsOf, testSampleCompany } from './test-sample-company.ts';

const { company, postgresUrl, login, crm, soql, weibo, erp } = testSampleCompany();

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
  const sql = 'SELECT DISTINCT jsonb_object_keys(body) AS name FROM crm.record WHERE object = $1';
  const rows = await rowsOf<{ name: string }>(databaseUrl(postgresUrl(), 'sample_crm'), sql, [object]);
  return rows.map(({ name }) => name);
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
    expect((await get(`${company().urls.weibo}/account/rate_limit_status.json?access_token=x`)).status).toBe(
      403,
    );
  });
});
