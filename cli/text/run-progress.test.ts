import { describe, expect, test } from 'vitest';
import type { RunProgress } from '../../workflows/run-progress.ts';
import { progressBlock, progressNews, progressPulse } from './run-progress.ts';

const reading: RunProgress = {
  runId: 'r',
  phase: 'reading',
  streams: [
    { source: 'erp', stream: 'order', state: 'done', pages: 2, read: 1500, rows: 1200 },
    { source: 'erp', stream: 'refund', state: 'reading', pages: 0, read: 0, rows: 0 },
    { source: 'crm', stream: 'Task', state: 'failed', pages: 1, read: 5, rows: 5, problem: 'No access.' },
  ],
  assets: [],
};
const building: RunProgress = {
  ...reading,
  phase: 'building',
  assets: [
    { asset: 'fct.order_event', state: 'built', months: 3, rows: 900 },
    { asset: 'mart.funnel', state: 'building', months: 0, rows: 0 },
  ],
};

describe('news of a run', () => {
  test('a stream or asset is told once, when it ends', () => {
    expect(progressNews(undefined, reading)).toEqual([
      'read erp.order: 2 pages, 1,200 new rows',
      'FAILED crm.Task: No access.',
      'reading …',
    ]);
    expect(progressNews(reading, building)).toEqual([
      'building …',
      'built fct.order_event: 3 months, 900 rows',
    ]);
    expect(progressNews(building, building)).toEqual([]);
  });
});

describe('what is at work', () => {
  test('is the streams with their pages so far, then the assets', () => {
    expect(progressPulse(reading)).toBe('reading erp.refund (0 pages, 0 new rows)');
    expect(progressPulse(reading, () => 45_000)).toBe(
      'reading erp.refund (0 pages, 0 new rows, nothing for 45 s)',
    );
    expect(progressPulse({ ...building, streams: [] })).toBe('building mart.funnel');
    expect(progressPulse({ ...building, streams: [], assets: [] })).toBeUndefined();
  });
});

describe('the block of a run', () => {
  test('shows every source, what is at work now, and what failed', () => {
    expect(progressBlock(building, 61_000)).toEqual([
      'building · 1 min 1 s',
      '  erp        1/2 streams · 2 pages · 1,200 rows · now refund',
      '  crm        1/1 streams · 1 page · 5 rows',
      '  assets     1/2 · now mart.funnel',
      '  FAILED crm.Task: No access.',
    ]);
  });
});
