import { describe, expect, it } from 'vitest';
import { noSignal } from '../kit/test-context.ts';
import { nothing, testSalesforce } from './test-salesforce.ts';

const { asked, firstSlice, open, script } = testSalesforce();

describe('control, check and discovery', () => {
  it('counts living rows and writes large sums as plain decimals', async () => {
    script.replies = [
      (reply) =>
        reply
          .type('application/json')
          .send('{"totalSize":1,"done":true,"records":[{"n":3,"s0":1.2345678905E9}]}'),
    ];
    const totals = await open().connector.control('Opportunity', noSignal, await firstSlice());
    expect(totals).toEqual({ rows: '3', sums: { Amount: '1234567890.5' } });
    expect(asked[0]).toBe(
      'SELECT COUNT(Id) n, SUM(Amount) s0 FROM Opportunity WHERE SystemModstamp >= 2024-01-01T00:00:00.000Z AND SystemModstamp < 2026-03-31T00:00:00.000Z',
    );
  });

  it('does without a count that takes Salesforce too long', async () => {
    script.replies = [(reply) => reply.code(400).send([{ errorCode: 'QUERY_TIMEOUT', message: 'too long' }])];
    expect(await open().connector.control('Opportunity', noSignal)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('says that the newest record takes Salesforce too long to find, without asking again', async () => {
    script.replies = [(reply) => reply.code(400).send([{ errorCode: 'QUERY_TIMEOUT', message: 'too long' }])];
    const { connector } = open({ windowEnd: 'newest' });
    await expect(connector.slices('Opportunity', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      subject: 'crm.Opportunity newest',
      message: 'Salesforce cannot find the newest record in time (QUERY_TIMEOUT).',
    });
    expect(asked).toHaveLength(1);
  });

  it('tells the skew of the clocks and what the object offers', async () => {
    script.serverTime = 'Tue, 31 Mar 2026 00:01:03 GMT';
    const { connector } = open();
    expect(await connector.check(noSignal)).toEqual({
      ok: true,
      streams: [{ stream: 'Opportunity', ok: true }],
      clockSkewMs: 3_000,
    });
    expect((await connector.discover(noSignal))[0]?.fields).toMatchObject({ Amount: 'currency' });
  });
});
