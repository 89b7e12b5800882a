import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single } from '../kit/test-context.ts';
import { describeBody, nothing, testSalesforce } from './test-salesforce.ts';

const { asked, firstSlice, open, script } = testSalesforce();

const finished = (...slices: readonly SliceSpec[]): StreamProgress => ({
  slices: slices.map((slice) => ({ slice, state: 'done' })),
});

/** The first load as it was planned on an earlier day. */
async function loadedUntil(day: string): Promise<SliceSpec> {
  const slice = await firstSlice();
  const end = `${day}T00:00:00.000Z`;
  return { ...slice, params: { ...slice.params, high: end, feedEnd: end } };
}

const boundsOf = ({ params, complete }: SliceSpec) => [params.kind, params.low, params.high, complete];

const feed = (low: string, high: string): SliceSpec => ({
  stream: 'Opportunity',
  id: `deleted-${low}/${high}`,
  params: { kind: 'deleted', low: `${low}T00:00:00.000Z`, high: `${high}T00:00:00.000Z` },
  complete: false,
});

describe('slices', () => {
  it('begin with one slice over all history, behind the slower of the two clocks', async () => {
    script.serverTime = 'Tue, 31 Mar 2026 00:00:30 GMT';
    expect((await firstSlice()).params).toEqual({
      kind: 'window',
      low: '2024-01-01T00:00:00.000Z',
      high: '2026-03-30T23:59:30.000Z',
      flag: true,
      feedEnd: '2026-03-30T23:59:30.000Z',
    });
  });

  it('go on with overlapping increments of at most 30 days, and the feed of deleted records', async () => {
    const { connector } = open();
    const slices = await connector.slices('Opportunity', finished(await loadedUntil('2026-03-20')), noSignal);
    expect(slices.map(boundsOf)).toEqual([
      ['window', '2026-03-19T23:50:00.000Z', '2026-03-31T00:00:00.000Z', false],
      ['deleted', '2026-03-19T23:50:00.000Z', '2026-03-31T00:00:00.000Z', false],
    ]);
    const next = await connector.slices('Opportunity', finished(...slices), noSignal);
    expect(next).toEqual([]);
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

  it('go on with the feed by the clock, whatever the stamps of a copy', async () => {
    const slice = await firstSlice();
    const old = { ...slice, params: { ...slice.params, high: '2019-02-01T00:00:00.000Z' } };
    const slices = await open().connector.slices('Opportunity', finished(old), noSignal);
    expect(slices.some(({ params }) => params.kind !== 'window')).toBe(false);
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

describe('deletions the feed does not reach back to', () => {
  const planned = async (...more: readonly StreamProgress['slices'][number][]) => {
    const first = { slice: await loadedUntil('2026-01-31'), state: 'done' } as const;
    const slices = await open().connector.slices('Opportunity', { slices: [first, ...more] }, noSignal);
    return slices.filter(({ params }) => params.kind !== 'window');
  };

  it('are found after a pause by reading everything once more, without an end', async () => {
    const [full, ...others] = await planned();
    expect(others).toEqual([]);
    expect(full).toEqual({
      stream: 'Opportunity',
      id: 'full-2026-03-31T00:00:00.000Z',
      params: {
        kind: 'full',
        low: '2024-01-01T00:00:00.000Z',
        flag: true,
        feedEnd: '2026-03-31T00:00:00.000Z',
      },
      complete: true,
    });
    script.replies = [(reply) => reply.send({ totalSize: 0, done: true, records: [] })];
    await readAll(open().connector, full ?? feed('', ''));
    expect(asked.at(-1)).toMatch(/WHERE SystemModstamp >= 2024-01-01T00:00:00.000Z ORDER BY/);
  });

  it('are found so when a feed was left open too long, and the feed itself ends without a call', async () => {
    const stale = feed('2026-03-14', '2026-03-15');
    const slices = await planned({ slice: stale, state: 'open' });
    expect(slices.map(({ params }) => params.kind)).toEqual(['deleted', 'full']);
    const { pages } = await readAll(open().connector, stale);
    expect(pages).toEqual([{ records: [], next: { covered: null }, done: true }]);
    expect(asked).toEqual([]);
  });

  it('are found so when a feed may have ended without a call since', async () => {
    const slices = await planned({ slice: feed('2026-03-14', '2026-03-28'), state: 'done' });
    expect(slices.map(({ params }) => params.kind)).toEqual(['full']);
  });

  it('are left to the full reading that is under way, and then to the feed again', async () => {
    const [full] = await planned();
    const slice = full ?? feed('', '');
    expect(await planned({ slice, state: 'open' })).toEqual([slice]);
    const earlier = { ...slice, params: { ...slice.params, feedEnd: '2026-03-30T00:00:00.000Z' } };
    expect((await planned({ slice: earlier, state: 'done' })).map(boundsOf)).toEqual([
      ['deleted', '2026-03-29T23:50:00.000Z', '2026-03-31T00:00:00.000Z', false],
    ]);
  });

  it('are not looked for while a feed within reach is still to be read', async () => {
    const begun = feed('2026-03-29', '2026-03-30');
    expect(await planned({ slice: begun, state: 'open' })).toEqual([begun]);
  });
});
