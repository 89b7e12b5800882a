import { afterAll, beforeAll, expect, it } from 'vitest';
import { warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, openBench } from '../bench.ts';

const mapping = (sql: string) => ({ sql, origin: 'stg/crm/x.sql' });
const crm = {
  ...{ name: 'crm', kind: 'salesforce', streams: ['Task', 'Account'] },
  mappings: { activity: mapping('SELECT 1 FROM Task'), customer: mapping('SELECT 1 FROM Account') },
};
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  const assets = warehouseAssets({ sources: [crm], precedence: [] });
  const asset = (key: string) => {
    const found = assets.find((each) => each.key === key);
    if (found === undefined) throw new RangeError(`no ${key}`);
    return found;
  };
  const done = (activity_id: string, business_date: string, recorded_at: string | null, more = {}) => ({
    ...{ activity_id, business_date, happened_at: `${business_date} 02:00:00`, recorded_at },
    ...{ employee_id: 'E1', customer_id: 'C1', subject: 'call', duration_seconds: 60, ...more },
  });
  await bench.give(asset('stg.activity__crm'), [
    done('1', '2026-05-04', '2026-05-05 02:00:00'),
    done('2', '2026-05-04', '2026-05-05 02:00:01', { subject: '', duration_seconds: null }),
    done('3', '2026-05-04', null, { customer_id: null }),
    done('4', '2026-06-01', '2026-06-01 02:00:00'),
  ]);
  await bench.give(asset('stg.customer__crm'), [
    { customer_id: 'C1', credit_code: 'X', city: '上海', industry: null, channel: 'direct' },
  ]);
  await bench.give(asset('stg.record_check'), [
    { check_id: 'K1', checked_source: 'crm', business_date: '2026-05-10', checked: 400, correct: 398 },
    { check_id: 'K2', checked_source: 'crm', business_date: '2026-05-20', checked: 600, correct: 598 },
  ]);
  await bench.build(asset('mart.quality_score'));
}, 120_000);
afterAll(() => bench.stop());

it('keeps what is as it should be, and of how much, by source, entity and month', async () => {
  const rows = await bench.read(`
    SELECT entity, streams, measure, toString(month) AS month, numerator, denominator, round(value, 4) AS value
    FROM bench.mart_quality_score WHERE source = 'crm' ORDER BY entity, measure, bench.mart_quality_score.month`);
  const row = (
    of: readonly [string, string, string],
    month: string,
    numerator: number,
    denominator: number,
  ) => ({
    ...{ entity: of[0], streams: of[1], measure: of[2], month, numerator, denominator },
    value: Math.round((numerator / denominator) * 10_000) / 10_000,
  });
  expect(rows).toEqual([
    row(['', '', 'accuracy'], '2026-05-01', 996, 1000),
    row(['activity', 'Task', 'completeness'], '2026-05-01', 9, 12),
    row(['activity', 'Task', 'completeness'], '2026-06-01', 4, 4),
    // A second past a day is late; what nobody told is not looked at.
    row(['activity', 'Task', 'timeliness'], '2026-05-01', 1, 2),
    row(['activity', 'Task', 'timeliness'], '2026-06-01', 1, 1),
    row(['customer', 'Account', 'completeness'], '1970-01-01', 3, 4),
  ]);
});
