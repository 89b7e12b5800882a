import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLease, isHeld, type Lease } from './lease.ts';
import {
  commitPage,
  committedPagesAfter,
  isFirstSlice,
  lastPage,
  type NewPage,
  newestPages,
  retirePages,
  withdrawPages,
} from './page.ts';
import type { LedgerDb } from './schema.ts';
import { finishSlice, openSlice, slicesOf } from './slice.ts';
import { countedPages, mirrorCounts, pagesToMirror, streamPositions } from './stream-pages.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

describe('pages of a slice', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());

  it('keep the bounds a slice was opened with first, in opening order', async () => {
    await openSlice(db, { ...sliceKey('order', 'b'), spec: { until: '2026-11-01' }, runId: 'r1' });
    await openSlice(db, { ...sliceKey('order', 'a'), spec: { until: '2026-11-02' }, runId: 'r1' });
    const again = await openSlice(db, { ...sliceKey('order', 'b'), spec: { until: 'later' }, runId: 'r2' });
    expect(again.spec).toEqual({ until: '2026-11-01' });
    expect((await slicesOf(db, 'erp', 'order')).map((it) => it.slice)).toEqual(['b', 'a']);
  });

  it('continue from the cursor of the last page, at a growing position', async () => {
    const lease = await sliceLease(db, 'cursor', 'one');
    expect((await streamPositions(db)).has('erp.cursor')).toBe(false);
    const first = await commitPage(db, lease, page('cursor', 'one', 1));
    const second = await commitPage(db, lease, {
      ...page('cursor', 'one', 2),
      next: { after: 'k9' },
      done: true,
    });
    if (!first.committed || !second.committed) throw new Error('not committed');
    expect(second.position).toBeGreaterThan(first.position);
    expect((await streamPositions(db)).get('erp.cursor')).toBe(second.position);
    expect(await isFirstSlice(db, sliceKey('cursor', 'one'))).toBe(true);
    expect(await isFirstSlice(db, sliceKey('cursor', 'two'))).toBe(false);
    expect(await lastPage(db, 'erp', 'cursor', 'one')).toMatchObject({
      sequence: 2,
      next: { after: 'k9' },
      done: true,
    });
    expect(
      await finishSlice(db, { ...sliceKey('cursor', 'one'), coverage: 0.5, expectedRows: 20 }),
    ).toMatchObject({
      state: 'done',
      coverage: 0.5,
      expectedRows: 20,
    });
  });

  it('refuse the page of an attempt whose lease another has taken', async () => {
    const zombie = await sliceLease(db, 'zombie', 'one');
    const retry = await sliceLease(db, 'zombie', 'one');
    await expect(commitPage(db, zombie, page('zombie', 'one', 1))).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    expect(await commitPage(db, retry, page('zombie', 'one', 1))).toMatchObject({ committed: true });
  });

  it('give one place to one page: twenty concurrent commits have one winner, named to all others', async () => {
    const lease = await sliceLease(db, 'race', 'one');
    const offers = Array.from({ length: 20 }, () => page('race', 'one', 1));
    const answers = await Promise.all(offers.map((offer) => commitPage(db, lease, offer)));
    expect(answers.filter((answer) => answer.committed)).toHaveLength(1);
    const winner = await lastPage(db, 'erp', 'race', 'one');
    const named = answers.flatMap((answer) => (answer.committed ? [] : [answer.winner.page]));
    expect(new Set(named)).toEqual(new Set([winner?.page]));
  });

  it('accept the same page twice, because an acknowledgement can be lost', async () => {
    const lease = await sliceLease(db, 'twice', 'one');
    const only = page('twice', 'one', 1);
    const first = await commitPage(db, lease, only);
    expect(await commitPage(db, lease, only)).toEqual(first);
  });

  it('refuse a gap, and anything after the last page', async () => {
    const lease = await sliceLease(db, 'gap', 'one');
    const gap = { code: 'PAGE_OUT_OF_ORDER' };
    await expect(commitPage(db, lease, page('gap', 'one', 3))).rejects.toMatchObject(gap);
    await commitPage(db, lease, { ...page('gap', 'one', 1), done: true });
    await expect(commitPage(db, lease, page('gap', 'one', 2))).rejects.toMatchObject(gap);
  });

  it('show themselves in the order of their positions, so that a mirror never misses one', async () => {
    const start = (await newestPages(db, 1))[0]?.position ?? 0;
    const leases = await Promise.all(Array.from({ length: 8 }, (_, n) => sliceLease(db, 'mirror', `s${n}`)));
    let mirrored: number[] = [];
    let stand = start;
    let writing = true;
    const mirror = async () => {
      for (;;) {
        const last = !writing;
        const found = await committedPagesAfter(db, stand);
        mirrored = [...mirrored, ...found.map((it) => it.position)];
        stand = found.at(-1)?.position ?? stand;
        if (last) return;
      }
    };
    const writers = leases.map(async (lease, n) => {
      for (let sequence = 1; sequence <= 10; sequence += 1) {
        await commitPage(db, lease, page('mirror', `s${n}`, sequence));
      }
    });
    const mirroring = mirror();
    await Promise.all(writers);
    writing = false;
    await mirroring;
    expect(mirrored).toEqual((await committedPagesAfter(db, start)).map((it) => it.position));
    expect(mirrored).toHaveLength(80);
  });

  it('lost by the warehouse are withdrawn with all that follow, and read again in their place', async () => {
    const lease = await sliceLease(db, 'lost', 'one');
    const pages = [page('lost', 'one', 1), page('lost', 'one', 2), { ...page('lost', 'one', 3), done: true }];
    for (const each of pages) await commitPage(db, lease, each);
    await finishSlice(db, sliceKey('lost', 'one'));
    const withdrawn = await withdrawPages(db, lease, { ...sliceKey('lost', 'one'), sequence: 2 });
    expect(withdrawn.map((it) => it.sequence).sort()).toEqual([2, 3]);
    expect(await slicesOf(db, 'erp', 'lost')).toMatchObject([{ state: 'open' }]);
    expect(await lastPage(db, 'erp', 'lost', 'one')).toMatchObject({ sequence: 1 });
    expect(await commitPage(db, lease, page('lost', 'one', 2))).toMatchObject({ committed: true });
  });

  it('are known to the warehouse when they have rows, or belong to a complete reading', async () => {
    const lease = await sliceLease(db, 'known', 'window');
    await commitPage(db, lease, page('known', 'window', 1));
    await commitPage(db, lease, { ...page('known', 'window', 2), rows: 0 });
    await openSlice(db, { ...sliceKey('known', 'full'), spec: { complete: true }, runId: 'r1' });
    await commitPage(db, lease, { ...page('known', 'full', 1), rows: 0 });
    const known = await pagesToMirror(db, 'erp', 'known');
    expect(known.map(({ slice, sequence }) => [slice, sequence])).toEqual([
      ['window', 1],
      ['full', 1],
    ]);
    expect((await mirrorCounts(db)).get('erp.known')).toBe(2);
    expect(await countedPages(db, 'erp', 'known')).toMatchObject({ rows: 10 });
    expect(await countedPages(db, 'erp', 'never read')).toEqual({ fingerprint: '0/0/0', rows: 0 });
  });

  it('of finished slices can be retired without moving the stream back', async () => {
    const lease = await sliceLease(db, 'retired', 'one');
    await sliceLease(db, 'retired', 'open');
    await commitPage(db, lease, { ...page('retired', 'one', 1), done: true });
    const position = (await streamPositions(db)).get('erp.retired') ?? Number.NaN;
    const of = { source: 'erp', stream: 'retired', slices: ['one', 'open'] };
    expect(await retirePages(db, of)).toEqual([]);
    await finishSlice(db, sliceKey('retired', 'one'));
    expect(await retirePages(db, of)).toMatchObject([{ slice: 'one' }]);
    expect(await committedPagesAfter(db, position - 1)).toEqual([]);
    expect((await streamPositions(db)).get('erp.retired')).toBe(position);
    expect(await isFirstSlice(db, sliceKey('retired', 'two'))).toBe(false);
  });
});

function sliceKey(stream: string, slice: string) {
  return { source: 'erp', stream, slice };
}

function page(stream: string, slice: string, sequence: number): NewPage {
  const content = { rows: 10, sha256: 'ab'.repeat(32), next: { after: sequence }, done: false };
  return { ...sliceKey(stream, slice), sequence, page: randomUUID(), runId: 'r1', ...content };
}

async function sliceLease(db: LedgerDb, stream: string, slice: string): Promise<Lease> {
  await openSlice(db, { ...sliceKey(stream, slice), spec: {}, runId: 'r1' });
  const answer = await acquireLease(db, { key: `${stream}/${slice}`, holder: 'reader', ttlSeconds: 60 });
  if (isHeld(answer)) throw new Error('held');
  return answer;
}
