import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, single } from '../kit/test-context.ts';
import { describeBody, nothing, testSalesforce } from './test-salesforce.ts';

const { firstSlice, open, script } = testSalesforce();

const finished = (...slices: readonly SliceSpec[]): StreamProgress => ({
  slices: slices.map((slice) => ({ slice, state: 'done' })),
});

describe('slices', () => {
  it('begin with one slice over all history, behind the slower of the two clocks', async () => {
    script.serverTime = 'Tue, 31 Mar 2026 00:00:30 GMT';
    expect((await firstSlice()).params).toEqual({
      kind: 'window',
      low: '2024-01-01T00:00:00.000Z',
      high: '2026-03-30T23:59:30.000Z',
      flag: true,
    });
  });

  it('go on with overlapping increments of at most 30 days, and the feed of deleted records', async () => {
    const slice = await firstSlice();
    const old = { ...slice, params: { ...slice.params, high: '2026-02-01T00:00:00.000Z' } };
    const slices = await open().connector.slices('Opportunity', finished(old), noSignal);
    expect(slices.map(({ params }) => [params.kind, params.low, params.high])).toEqual([
      ['window', '2026-01-31T23:50:00.000Z', '2026-03-02T23:50:00.000Z'],
      ['window', '2026-03-02T23:50:00.000Z', '2026-03-31T00:00:00.000Z'],
      ['deleted', '2026-03-16T01:00:00.000Z', '2026-03-31T00:00:00.000Z'],
    ]);
  });

  it('end just behind the newest record of a copy', async () => {
    const newest = (reply: FastifyReply) =>
      reply.send({ totalSize: 1, done: true, records: [{ newest: '2031-03-01T08:05:58.000+0000' }] });
    script.replies = [newest];
    const { connector } = open({ windowEnd: 'newest' });
    const slice = single(await connector.slices('Opportunity', nothing, noSignal));
    expect(slice.params.high).toBe('2031-03-01T08:05:58.001Z');
    script.replies = [(reply) => reply.send({ totalSize: 1, done: true, records: [{ newest: null }] })];
    expect(await connector.slices('Opportunity', nothing, noSignal)).toEqual([]);
  });

  it('hand back what was begun', async () => {
    const slice = await firstSlice();
    const progress: StreamProgress = { slices: [{ slice, state: 'open' }] };
    expect(await open().connector.slices('Opportunity', progress, noSignal)).toEqual([slice]);
  });

  it('stop at a field that is hidden or of another type', async () => {
    script.description.fields = describeBody.fields.filter(({ name }) => name !== 'Amount');
    await expect(firstSlice()).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      subject: 'crm.Opportunity',
      message: 'The field Amount is missing, or this user may not see it.',
    });
    script.description.fields.push({ name: 'Amount', type: 'string' });
    await expect(firstSlice()).rejects.toThrow('The field Amount is string, declared as decimal.');
  });
});
