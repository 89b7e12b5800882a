import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtInFiles } from '../../../config/declaration-files.ts';
import type { Kpi } from '../../../models/kpi/kpi.ts';
import { readCatalogue } from '../../../models/kpi/read.ts';
import { warehouseAssets } from '../../../models/warehouse.ts';
import { type Bench, beforeKpis, openBench } from '../../bench.ts';
import type { Filling, Inputs } from './case-rows.fixture.ts';
import { fillings } from './fillings.fixture.ts';

// Every case puts rows into the facts, builds the mart on the real engine and reads the company's figure.
const catalogue = readCatalogue(builtInFiles('kpis'));
const assets = warehouseAssets({ sources: [], precedence: [], kpis: catalogue });
const assetOf = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};
const facts = assets.filter(({ key }) => !key.startsWith('mart.'));

let bench: Bench;
/** What the case before has put rows into; at the beginning, everything that must be there. */
const used = new Set<string>(facts.map(({ key }) => key));
beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(() => bench.stop());
beforeEach(empty, 120_000);

async function empty(): Promise<void> {
  for (const key of used) await bench.give(assetOf(key), []);
  used.clear();
}

/** The figure of the company in the month the rows are in; by member where the case asks for several. */
async function computed({ kpi, rows, build = [], ...at }: Filling) {
  const { period = '2026-07-01', grain = 'month', dimension = 'company' } = at;
  for (const key of [...Object.keys(rows), ...build]) used.add(key);
  for (const [key, given] of Object.entries(rows)) await bench.give(assetOf(key), given);
  for (const key of build) await bench.build(assetOf(key));
  for (const key of beforeKpis) {
    used.add(key);
    await bench.build(assetOf(key));
  }
  const own = warehouseAssets({
    ...{ sources: [], precedence: [] },
    kpis: catalogue.filter(({ declaration }) => declaration.key === kpi),
  });
  const mart = own.find(({ key }) => key === 'mart.kpi_by_dimension');
  if (mart === undefined) throw new RangeError('no mart');
  await bench.build(mart);
  return bench.read<{ value: number | null; reason: string }>(`
    SELECT value, reason FROM bench.mart_kpi_by_dimension
    WHERE grain = '${grain}' AND period = '${period}' AND dimension = '${dimension}' ORDER BY member`);
}

async function answer(kpi: string, inputs: Inputs): Promise<string | null | (string | null)[]> {
  const filling = fillings[kpi]?.(inputs);
  if (filling === undefined) throw new RangeError(`no rows for ${kpi}`);
  const found = await computed(filling);
  const values = found.map(({ value }) =>
    value === null
      ? null
      : (Number(value) * (filling.times ?? 1) + 1e-12)
          .toFixed(4)
          .replace(filling.whole ? /\.0000$/ : /$^/, ''),
  );
  return filling.dimension === undefined ? (values[0] ?? null) : values;
}

interface KpiCase {
  readonly kpi: string;
  readonly inputs: Inputs;
  readonly expected: unknown;
}

/** The same meanings as the golden file’s, with numbers of our own. */
const own: readonly KpiCase[] = [
  { kpi: 'net_sales', inputs: { bookings: [700, 50], refunds: [20], cancels: [30] }, expected: '700.0000' },
  {
    kpi: 'order_count',
    inputs: { statuses: ['draft', 'confirmed', 'cancelled', 'closed'] },
    expected: '2.0000',
  },
  { kpi: 'attainment_pct', inputs: { actual: 90, target: 120 }, expected: '75.0000' },
  { kpi: 'attainment_pct', inputs: { actual: 90, target: 0 }, expected: null },
  { kpi: 'growth_pct', inputs: { current: 90, base: 120 }, expected: '-25.0000' },
  { kpi: 'growth_pct', inputs: { current: 90, base: -5 }, expected: null },
  { kpi: 'csat_mean', inputs: { scores: [5, 5, 1, 3, 3, 4] }, expected: '3.5000' },
  { kpi: 'csat_top2_pct', inputs: { scores: [5, 5, 1, 3] }, expected: '50.0000' },
  { kpi: 'conversion_pct', inputs: { cohort_leads: 8, won_customers: 3 }, expected: '37.5000' },
  {
    kpi: 'stage_conversion_pct',
    inputs: {
      events: [
        ['a', 1],
        ['a', 3],
        ['b', 1],
        ['b', 2],
        ['b', 1],
        ['c', 1],
        ['d', 4],
        ['e', 1],
      ],
    },
    expected: ['60.0000', '66.6667', '50.0000'],
  },
  {
    kpi: 'new_customers',
    inputs: { first_orders: ['x', 'y', 'z'], prior_customers: ['z'], merges: { y: 'x' } },
    expected: '1.0000',
  },
  {
    kpi: 'followup_pct',
    inputs: { logged: 12, flagged: 3, target_per_month: 6, months: 2 },
    expected: '75.0000',
  },
  { kpi: 'daily_contact_pct', inputs: { per_workday: 8, workdays: 5, actual: 30 }, expected: '75.0000' },
  { kpi: 'gap_rate_pct', inputs: { active_customers: 8, no_followup_over_14d: 2 }, expected: '25.0000' },
  { kpi: 'collection_rate_pct', inputs: { due: 300, paid_by_cutoff: 200 }, expected: '66.6667' },
  {
    kpi: 'collection_days',
    inputs: {
      signed: '2026-07-01',
      receipts: [
        ['2026-07-11', 30],
        ['2026-07-31', 10],
      ],
    },
    expected: '15.0000',
  },
  { kpi: 'repurchase_pct', inputs: { customers_1plus: 6, customers_2plus: 2 }, expected: '33.3333' },
  { kpi: 'retention_pct', inputs: { start: 8, still_active: 6 }, expected: '75.0000' },
  { kpi: 'top20pct_share_pct', inputs: { customer_sales: [50, 10, 20, 10, 5, 5] }, expected: '70.0000' },
  { kpi: 'net_sentiment_pct', inputs: { pos: 3, neu: 1, neg: 4 }, expected: '-12.5000' },
  { kpi: 'share_of_voice_pct', inputs: { own: 3, competitors: [4, 5] }, expected: '25.0000' },
  { kpi: 'seasonal_index', inputs: { months: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 13, 1] }, expected: '6.5000' },
  { kpi: 'entry_lag', inputs: { hours: [1, 2, 10, 20] }, expected: '6.0000' },
  { kpi: 'cac', inputs: { sales_marketing_cost: 900, new_customers: 4 }, expected: '225.0000' },
  { kpi: 'cac', inputs: { sales_marketing_cost: 900, new_customers: 0 }, expected: null },
  { kpi: 'order_completion_pct', inputs: { due_orders: 8, completed: 6 }, expected: '75.0000' },
  { kpi: 'on_time_delivery_pct', inputs: { delivered: 5, on_time: 4 }, expected: '80.0000' },
  { kpi: 'market_share_pct', inputs: { own: 30, market: 240 }, expected: '12.5000' },
  { kpi: 'response_median_h', inputs: { hours: [3, 1] }, expected: '2.0000' },
  { kpi: 'within_sla_pct', inputs: { hours: [1, 4, 5], sla_h: 4 }, expected: '66.6667' },
  { kpi: 'campaign_roi_pct', inputs: { attributed_margin: 50, spend: 80 }, expected: '-37.5000' },
  { kpi: 'stock_cover_days', inputs: { on_hand: 90, avg_daily_sales: 4 }, expected: '22.5000' },
  { kpi: 'accuracy_pct', inputs: { checked: 8, correct: 7 }, expected: '87.5000' },
  { kpi: 'adoption', inputs: { days: 20, workdays: 22, filled: 9 }, expected: '81.8182' },
  { kpi: 'training', inputs: { trained: [6, 10], peers: [1, 5, 3] }, expected: '5.0000' },
  { kpi: 'scheme', inputs: { scores: [5, 4, 3, 4, 4] }, expected: '4.0000' },
  { kpi: 'scheme', inputs: { scores: [5, 4, 3, 4] }, expected: null },
  { kpi: 'order_cycle', inputs: { days: [2, 9, 4, null, 20] }, expected: '6.5000' },
  { kpi: 'order_cycle', inputs: { days: [null] }, expected: null },
  {
    kpi: 'active_customers',
    inputs: { last_orders: ['2026-07-02', '2025-08-01', '2025-07-31', '2025-07-30'], gave_back: 1 },
    expected: '2.0000',
  },
  { kpi: 'new_partners', inputs: { ordered: 2, gave_back: 1, idle: 1, direct: 3 }, expected: '2.0000' },
  {
    kpi: 'market_reports',
    inputs: {
      texts: ['Rival cuts prices', ' rival cuts PRICES ', 'New plant'],
      refused: ['Later'],
      target: 4,
    },
    expected: '50.0000',
  },
  { kpi: 'market_reports', inputs: { texts: ['New plant'], refused: [] }, expected: null },
  { kpi: 'teamwork', inputs: { others: [5, 4, 3, 4], own: [5, 5] }, expected: '4.0000' },
  { kpi: 'teamwork', inputs: { others: [], own: [5] }, expected: null },
  {
    kpi: 'innovation',
    inputs: {
      given: [
        [4, 'A shorter quotation'],
        [3, 'A list of spare parts'],
        [5, null],
        [5, ' '],
      ],
    },
    expected: '3.5000',
  },
];

describe('a KPI computed from rows', () => {
  it.each(own)(
    '$kpi of $inputs',
    async ({ kpi, inputs, expected }) => {
      expect(await answer(kpi, inputs)).toEqual(expected);
    },
    120_000,
  );
});

it('counts the same whether or not another KPI reads the same state', { timeout: 120_000 }, async () => {
  const text = { zh: '有库存', en: 'In stock' };
  const plain = { key: 'in_stock', name: text, formula: text, unit: 'count', direction: 'neutral' };
  const [inStock] = readCatalogue([
    {
      file: 'kpis/in_stock.yaml',
      text: JSON.stringify({
        ...{ ...plain, perspective: 'process', owner: 'logistics', version: 1, grains: ['month'] },
        ...{
          measures: { held: { fact: 'inventory', sum: 'on_hand', where: 'on_hand > 0' } },
          numerator: 'held',
        },
      }),
    },
  ]);
  const cover = catalogue.find(({ declaration }) => declaration.key === 'stock_cover');
  if (inStock === undefined || cover === undefined) throw new RangeError('no KPI');
  const counted = { product_id: 'P', warehouse: 'A', units_28d: '7' };
  used.add('fct.inventory');
  await bench.give(assetOf('fct.inventory'), [
    { ...counted, business_date: '2026-07-10', on_hand: '5' },
    { ...counted, business_date: '2026-07-31', on_hand: '0' },
    { ...counted, product_id: 'Q', business_date: '2026-07-31', on_hand: '3' },
  ]);
  const figure = async (kpis: readonly Kpi[]) => {
    const mart = warehouseAssets({ sources: [], precedence: [], kpis }).find(
      ({ key }) => key === 'mart.kpi_by_dimension',
    );
    if (mart === undefined) throw new RangeError('no mart');
    await bench.build(mart);
    return bench.read(
      "SELECT member, toFloat64(numerator) AS held, rows_included FROM bench.mart_kpi_by_dimension WHERE kpi = 'in_stock' AND grain = 'month' AND dimension = 'product' ORDER BY member",
    );
  };
  const alone = await figure([inStock]);
  expect(alone).toEqual([expect.objectContaining({ member: 'Q', held: 3 })]);
  expect(await figure([inStock, cover])).toEqual(alone);
});

/** Acceptance checks that are not among the golden cases. */
const beyondGolden = [
  ...['entry_lag', 'adoption', 'training', 'scheme'],
  ...['order_cycle', 'active_customers', 'new_partners', 'market_reports', 'teamwork', 'innovation'],
];

const golden = join(process.env.YARDSTICK_SHARED ?? '', 'golden', 'performance.json');

describe.skipIf(process.env.YARDSTICK_SHARED === undefined || !existsSync(golden))('the golden cases', () => {
  it('come out as expected from rows', async () => {
    const cases: KpiCase[] = JSON.parse(readFileSync(golden, 'utf8')).kpi_cases;
    const shapes = cases.filter(({ kpi }) => kpi in fillings);
    const kinds = new Set(shapes.map(({ kpi }) => kpi));
    expect(kinds.size).toBe(Object.keys(fillings).filter((kpi) => !beyondGolden.includes(kpi)).length);
    for (const { kpi, inputs, expected } of shapes) {
      await empty();
      expect([kpi, inputs, await answer(kpi, inputs)]).toEqual([kpi, inputs, expected]);
    }
  }, 600_000);
});
