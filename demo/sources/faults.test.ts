import { describe, expect, it } from 'vitest';
import { get, testSampleCompany } from './test-sample-company.ts';

const { company, soql, weibo, order } = testSampleCompany();

describe('faults', () => {
  it('spoil the next requests of a path and then end', async () => {
    const path = '/services/data/v66.0/query';
    expect(await order({ path, kind: 'throttle' })).toBe(200);
    expect(await order({ path, kind: 'throttle_silent' })).toBe(200);
    expect(await order({ path, kind: 'server_error' })).toBe(200);
    expect(await order({ path, kind: 'truncated' })).toBe(200);
    expect(await order({ path, kind: 'expired_token' })).toBe(200);
    expect(await order({ path, kind: 'quota' })).toBe(200);
    expect(await order({ path, kind: 'removed_field', field: 'Name' })).toBe(200);
    expect(await order({ path, kind: 'changed_type', field: 'Name' })).toBe(200);
    expect(await order({ path, kind: 'short_page' })).toBe(200);
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
    expect(await order({ path, kind: 'expired_token' })).toBe(200);
    expect(await order({ path, kind: 'quota' })).toBe(200);
    expect(await order({ path, kind: 'empty_body' })).toBe(200);
    expect(await order({ path, kind: 'removed_field', field: 'text' })).toBe(200);
    const ask = () => weibo('/statuses/user_timeline.json?count=2');
    expect((await ask()).json.error_code).toBe(21327);
    expect((await ask()).json.error_code).toBe(10023);
    expect((await ask()).text).toBe('[]');
    expect((await ask()).json.statuses[0]).not.toHaveProperty('text');
  });

  it('need the control token', async () => {
    expect((await get(company().urls.faults)).status).toBe(401);
  });
});
