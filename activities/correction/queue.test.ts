import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queue } from '../../cli/answers/quality/queue.ts';
import { scores } from '../../cli/answers/quality/scores.ts';
import { waive } from '../../cli/answers/quality/waive.ts';
import { controlAnswer } from '../../cli/answers/suggestions/control.ts';
import { projectRoot } from '../../config/project-root.ts';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { createAccount } from '../../ledger/account.ts';
import { latestAudit } from '../../ledger/audit.ts';
import { messagesIn } from '../../ledger/message.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { openShop, type Shop } from '../../tests/faults/company/shop.ts';
import { attempt } from '../../tests/faults/direct-run.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { sweep } from '../sweep.ts';
import { syncAlerts } from '../telling/sync-alerts.ts';

// The shop of the faults, with orders of nobody and products without a name, run by run on real engines.
const ends: readonly AssetKey[] = [
  'dim.product',
  'mart.alert',
  'mart.kpi_daily',
  'mart.quality_score',
  'mart.source_agreement',
  'stg.calendar_day',
];
let folder: string;
let source: TestPostgres;
let shop: Shop;
let pipeline: Pipeline;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-queue-'));
  cpSync(join(projectRoot(), 'tests', 'faults', 'company'), folder, { recursive: true });
  source = await testPostgres();
  shop = await openShop(source.url);
  writeFileSync(join(folder, 'shop.url'), shop.url);
  write(
    'yardstick.yaml',
    (text) =>
      `${text.replace(`\${env:SHOP_URL}`, `\${file:shop.url}`)}
quality: { stewards: { shop: data@example.com } }
notify: { channels: [{ type: json, name: desk, url: "https://desk.example/x", about: [correction_overdue] }] }
`,
  );
  // E2 has left; E6 was above, and is above E3.
  write('stg/shop/employee.sql', (text) =>
    text.replace("CAST(NULL, 'Nullable(Date32)')", "if(employee_id = 'E2', toDate32('2026-02-01'), NULL)"),
  );
  write('stg/shop/employee_assignment.sql', (text) =>
    text.replace("CAST(NULL, 'Nullable(String)')", "if(employee_id IN ('E2', 'E3'), 'E6', NULL)"),
  );
  await shop.query(`
    ALTER TABLE shop.sales_order ALTER customer_id DROP NOT NULL;
    ALTER TABLE shop.product ALTER name DROP NOT NULL;
    UPDATE shop.sales_order SET customer_id = NULL WHERE order_no IN ('O00001', 'O00002');
    UPDATE shop.product SET name = NULL WHERE product_id = 'P1';`);
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), { declared: fewKpis(), ends });
}, 300_000);
afterAll(async () => {
  await pipeline?.stop();
  await shop?.close();
  await source?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** A run, and what follows it on that day. */
async function runOn(day: string): Promise<void> {
  expect((await pipeline.run()).problems).toEqual([]);
  await syncAlerts(on(day));
}
const on = (day: string) => ({ ...pipeline.context, now: () => new Date(`${day}T04:00:00Z`) });
async function listed(day: string, question: object = {}) {
  const { data } = await queue(on(day), { state: 'open', ...question });
  return Object(data).map((item: Record<string, unknown>) => [
    item.subject,
    item.owner,
    item.ownerKind,
    item.dueOn,
  ]);
}

const password = 'correct horse battery';
const account = (email: string, role: 'rep' | 'manager' | 'analyst', employeeId?: string) =>
  createAccount(pipeline.context.db, {
    ...{ email, name: email, role, language: 'en', password },
    ...(employeeId === undefined ? {} : { employeeId }),
  });

it('gives each wrong record to somebody, due some workdays later', { timeout: 300_000 }, async () => {
  await runOn('2026-09-29');
  // After the holiday of the first week of October.
  expect(await listed('2026-09-29')).toEqual([
    ['O00001', 'E6', 'manager', '2026-10-09'],
    ['O00002', 'E3', 'owner', '2026-10-09'],
    ['P1', 'data@example.com', 'steward', '2026-10-09'],
  ]);
  const { text } = await queue(on('2026-10-10'), { state: 'open', overdue: true });
  expect(text).toMatch(/shop +order +O00002 +customer_id is missing +E3 +2026-10-09 +overdue/);
});

it('closes exactly what was mended at its source', { timeout: 300_000 }, async () => {
  await shop.query(
    "UPDATE shop.sales_order SET customer_id = 'C2', updated_at = '2026-05-02Z' WHERE order_no = 'O00001'",
  );
  await runOn('2026-09-30');
  expect(await listed('2026-09-30')).toEqual([
    ['O00002', 'E3', 'owner', '2026-10-09'],
    ['P1', 'data@example.com', 'steward', '2026-10-09'],
  ]);
  expect(await listed('2026-09-30', { state: 'corrected' })).toEqual([
    ['O00001', 'E6', 'manager', '2026-10-09'],
  ]);
  expect(Object((await scores(pipeline.context, {})).data).refused).toEqual([
    { asset: 'stg.order__shop', rule: 'customer_id is missing', rows: 1 },
    { asset: 'stg.product__shop', rule: 'name is missing', rows: 1 },
  ]);
});

it('lets those who may take an item off', async () => {
  writeFileSync(join(folder, 'password'), password);
  await account('rep@example.com', 'rep', 'E3');
  await account('data@example.com', 'analyst');
  expect(await listed('2026-09-30', { mine: 'rep@example.com' })).toEqual([
    ['O00002', 'E3', 'owner', '2026-10-09'],
  ]);
  const { data } = await queue(on('2026-09-30'), { state: 'open', mine: 'data@example.com' });
  const { id } = Object(data)[0];
  const given = { reason: 'it is sold no more', passwordFile: join(folder, 'password') };
  await expect(
    waive(pipeline.context, String(id), { by: 'rep@example.com', ...given }),
  ).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await waive(pipeline.context, String(id), { by: 'data@example.com', ...given });
  expect(await listed('2026-09-30', { mine: 'data@example.com' })).toEqual([]);
});

it('opens what breaks again, and tells what is overdue', { timeout: 300_000 }, async () => {
  await shop.query(`
    UPDATE shop.sales_order SET customer_id = NULL, updated_at = '2026-05-03Z' WHERE order_no = 'O00001';
    INSERT INTO shop.product VALUES ('P99', NULL, 'Category 1', 1);`);
  await runOn('2026-10-12');
  const open = [
    ['O00002', 'E3', 'owner', '2026-10-09'],
    ['O00001', 'E6', 'manager', '2026-10-15'],
    // Nothing of what is shown changes by it.
    ['P99', 'data@example.com', 'steward', '2026-10-15'],
  ];
  expect((await listed('2026-10-12')).toSorted()).toEqual(open.toSorted());
  const [message, ...others] = await messagesIn(pipeline.context.db, 'waiting');
  expect(others).toEqual([]);
  expect(message?.content.lines).toEqual([
    expect.stringMatching(
      /^Correction overdue: Item \d+: order O00002 of shop: customer_id is missing; due 2026-10-09; owner E3$/,
    ),
  ]);
  // What the newest versions refused outlives them.
  const later = () => new Date(Date.now() + 730 * 86_400_000);
  await sweep({ ...pipeline.context, now: later }, attempt);
  await syncAlerts(on('2026-10-12'));
  expect((await listed('2026-10-12')).toSorted()).toEqual(open.toSorted());
});

it('is left alone by a look that something newer has overtaken', async () => {
  const { db, warehouse } = pipeline.context;
  const open = await listed('2026-10-12');
  const copied = sql`jsonb_build_object('version', copied.version + 1, 'state', 'kept')`;
  const buildAgain = sql`
    INSERT INTO ledger.partition SELECT (jsonb_populate_record(copied, ${copied})).* FROM ledger.partition AS copied
    WHERE asset = 'stg.product__shop' ORDER BY version DESC LIMIT 1 RETURNING version`;
  let built: unknown;
  // It found nothing wrong, and while it looked a mapping was built again.
  const overtaken: typeof warehouse = {
    ...warehouse,
    rows: async (statement, parameters, options) => {
      if (!statement.includes('meta.quarantine')) return warehouse.rows(statement, parameters, options);
      built = Object((await buildAgain.execute(db)).rows[0]).version;
      return [];
    },
  };
  await syncAlerts({ ...on('2026-10-12'), warehouse: overtaken });
  await sql`DELETE FROM ledger.partition WHERE asset = 'stg.product__shop' AND version = ${built}`.execute(
    db,
  );
  expect(await listed('2026-10-12')).toEqual(open);
  expect(open).toHaveLength(3);
});

it('lets a manager waive what falls to people below, and nothing of their own or of other teams', async () => {
  const { context } = pipeline;
  await account('above@example.com', 'manager', 'E6');
  await account('beside@example.com', 'manager', 'E5');
  const { data } = await queue(on('2026-10-12'), { state: 'open' });
  const ids = new Map<string, string>(
    Object(data).map((item: Record<string, unknown>) => [item.subject, String(item.id)]),
  );
  const waived = (subject: string, by: string) =>
    waive(context, ids.get(subject) ?? '', { by, reason: 'a test', passwordFile: join(folder, 'password') });
  const refused = { code: 'CORRECTION_REFUSED' };
  await expect(waived('O00002', 'beside@example.com')).rejects.toMatchObject(refused);
  await expect(waived('O00001', 'above@example.com')).rejects.toMatchObject(refused);
  await expect(waived('P99', 'above@example.com')).rejects.toMatchObject(refused);
  expect(await latestAudit(context.db, 3)).toMatchObject([
    {
      actor: 'above@example.com',
      action: 'correction waiver refused',
      subject: `correction ${ids.get('P99')}`,
    },
    { actor: 'above@example.com', detail: { owner: 'E6' } },
    { actor: 'beside@example.com', detail: { owner: 'E3' } },
  ]);
  await waived('O00002', 'above@example.com');
  expect((await listed('2026-10-12')).map(([subject]: readonly unknown[]) => subject)).not.toContain(
    'O00002',
  );
});

it('has sales by week with limits of what is common', async () => {
  const { data, text } = await controlAnswer(pipeline.context, 'net_sales', { by: 'week' });
  const [known] = await pipeline.context.warehouse.rows<Record<string, unknown>>(`
    SELECT count() AS weeks, avg(net) AS centre, avgIf(abs(net - before), week = last_week + 7) AS mean_range
    FROM (
      SELECT week, net, lagInFrame(net) OVER following AS before, lagInFrame(week) OVER following AS last_week
      FROM (SELECT toMonday(business_date) AS week, toFloat64(sum(net_base)) AS net FROM fct.order_event
        GROUP BY week HAVING week + 7 <= (SELECT max(business_date) + 1 FROM fct.order_event)
          AND week >= (SELECT min(business_date) FROM fct.order_event))
      WINDOW following AS (ORDER BY week ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )`);
  const { centre, upper, baseline, points, leftOut } = Object(data);
  const [first] = await pipeline.context.warehouse.rows<{ week: string; partial: boolean }>(
    'SELECT toString(toMonday(min(business_date)) AS monday) AS week, toBool(monday < min(business_date)) AS partial FROM fct.order_event',
  );
  // The shop began in the middle of a week, which is no week to compare with.
  expect(first?.partial).toBe(true);
  expect(leftOut[0]).toBe(first?.week);
  expect(points.map(({ period }: { readonly period: string }) => period)).not.toContain(first?.week);
  expect(text).toContain(`Left out, because only a part of it is known: ${leftOut.join(', ')}.`);
  expect(baseline).toBe(Number(known?.weeks));
  expect(points.length).toBe(baseline);
  expect(baseline).toBeGreaterThanOrEqual(8);
  expect(centre).toBeCloseTo(Number(known?.centre), 6);
  expect(upper).toBeCloseTo(Number(known?.centre) + (3 / 1.128) * Number(known?.mean_range), 6);
  expect(text).toMatch(/^Centre [\d,.]+, limits /);
  await expect(controlAnswer(pipeline.context, 'attainment', { by: 'week' })).rejects.toMatchObject({
    code: 'ORDER_REFUSED',
    advice: 'Ask for it with --by month.',
  });
  expect((await controlAnswer(pipeline.context, 'net_sales', { by: 'month' })).text).toContain(
    'needs 8 whole periods',
  );
  await expect(controlAnswer(pipeline.context, 'net_sale', { by: 'week' })).rejects.toMatchObject({
    code: 'KPI_UNKNOWN',
  });
});
