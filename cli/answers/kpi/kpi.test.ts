import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../../config/declaration-files.ts';
import { readCatalogue } from '../../../models/kpi/read.ts';
import { warehouseAssets } from '../../../models/warehouse.ts';
import { type Bench, openBench } from '../../../sql/bench.ts';
import { kpiList } from './list.ts';
import { draftOf, sqlOfDraft } from './preview.ts';
import { kpiShow } from './show.ts';

const catalogue = readCatalogue(builtInFiles('kpis'));
const folder = mkdtempSync(join(tmpdir(), 'yardstick-kpi-'));
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(async () => {
  await bench.stop();
  rmSync(folder, { recursive: true });
});

const draft = (key: string) => {
  const file = join(folder, `${key}.yaml`);
  writeFileSync(
    file,
    `key: ${key}
name: { zh: 大单数, en: Large orders }
formula: { zh: 单行一万以上的订单, en: 'Orders with a line of 10,000 and more' }
unit: count
direction: higher
perspective: finance
owner: sales
version: 1
measures:
  large: { fact: order_event, distinct: order_no, where: net_base >= 10000 }
numerator: large
`,
  );
  return file;
};

it('lists the catalogue in both languages', () => {
  const { data, text } = kpiList(catalogue);
  expect(data).toHaveLength(catalogue.length);
  expect(text).toMatch(/net_sales +R29 +销售额 +Net sales/);
});

it('shows one KPI, and refuses one that is not there', () => {
  expect(kpiShow(catalogue, 'collection').data).toMatchObject({
    requirement: 'R41',
    sources: ['receivable'],
    additive: false,
  });
  expect(kpiShow(catalogue, 'collection').text).toContain('Nothing fell due in the period');
  expect(() => kpiShow(catalogue, 'nothing')).toThrow(expect.objectContaining({ code: 'KPI_UNKNOWN' }));
});

it('computes a new declaration on what is published', async () => {
  const assets = warehouseAssets({ sources: [], precedence: [] });
  const give = async (key: string, rows: readonly Record<string, unknown>[]) => {
    const asset = assets.find((one) => one.key === key);
    if (asset !== undefined) await bench.give(asset, rows);
  };
  const line = { business_date: '2026-07-03', customer_id: 'C', dq_status: 'ok' };
  await give('fct.order_event', [
    { ...line, order_no: 'A', line_no: 1, net_base: '10000' },
    { ...line, order_no: 'A', line_no: 2, net_base: '20000' },
    { ...line, order_no: 'B', line_no: 1, net_base: '9999.99' },
    { ...line, order_no: 'C', line_no: 1, net_base: '50000', dq_status: 'under_review' },
  ]);
  await give(
    'fct.month_credit',
    ['A', 'B', 'C'].map((order_no) => ({
      ...{ month: '2026-07-01', order_no },
      employee_id: 'E1',
      share: '1',
      is_primary: true,
    })),
  );
  await give('dim.employee', [
    { employee_id: 'E1', name: '王', team_name: '一队', valid_from: '2026-01-01', valid_to: '2299-12-31' },
  ]);
  await give('dim.customer_survivor', []);
  await give('fct.known_until', []);
  const { text } = sqlOfDraft(draftOf(catalogue, draft('large_orders'), undefined));
  const rows = await bench.read(text.replaceAll(/\b(fct|dim)\.(\w+)/g, 'bench.`$1_$2`'));
  expect(rows).toMatchObject([
    { period: '2026-07-01', member: '王', team_name: '一队', value: 1, reason: '' },
  ]);
}, 120_000);

it('refuses a draft whose key the catalogue has, or that lacks the period asked for', () => {
  expect(() => draftOf(catalogue, draft('net_sales'), undefined)).toThrow(
    expect.objectContaining({
      code: 'KPI_INVALID',
      message: expect.stringContaining('net_sales is already declared'),
    }),
  );
  const [attainment = ''] = builtInFiles('kpis').flatMap(({ file }) =>
    file.endsWith('/attainment.yaml') ? [file] : [],
  );
  expect(() => draftOf(catalogue, attainment, 'day')).toThrow(
    expect.objectContaining({ message: 'grains: it has no day.' }),
  );
});
