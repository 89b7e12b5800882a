import { describe, expect, it } from 'vitest';
import type { SliceSpec } from '../kit/connector.ts';
import { readAll } from '../kit/test-context.ts';
import { id, testSalesforce } from './test-salesforce.ts';

const { asked, open, script } = testSalesforce();

describe('deleted records', () => {
  const slice: SliceSpec = {
    stream: 'Opportunity',
    id: 'deleted-x',
    params: { kind: 'deleted', low: '2026-03-30T00:00:00.500Z', high: '2026-03-31T00:00:00.000Z' },
    complete: false,
  };

  it('become tombstones', async () => {
    script.deleted = {
      deletedRecords: [{ id: id(1), deletedDate: '2026-03-30T10:00:00.000+0000' }],
      earliestDateAvailable: '2026-03-01T00:00:00.000+0000',
      latestDateCovered: '2026-03-31T00:00:00.000+0000',
    };
    const { records } = await readAll(open().connector, slice);
    expect(records).toEqual([
      {
        key: id(1),
        updatedAt: '2026-03-30T10:00:00.000Z',
        deleted: true,
        body: `{"Id":"${id(1)}","IsDeleted":true,"SystemModstamp":"2026-03-30T10:00:00.000+0000"}`,
      },
    ]);
    expect(asked[0]).toContain('start=2026-03-30T00:00:00%2B00:00');
  });

  it('are asked for again later when the feed is behind', async () => {
    script.deleted = { deletedRecords: [], latestDateCovered: '2026-03-30T10:00:00.000+0000' };
    await expect(readAll(open().connector, slice)).rejects.toThrow('has not caught up');
  });
});
