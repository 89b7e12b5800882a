import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Context } from '../../activities/context.ts';
import { loadProject } from '../../activities/project.ts';
import { verify as verifyAudit } from '../../cli/answers/audit/verify.ts';
import { candidates } from '../../cli/answers/customers/candidates.ts';
import { decide, undo } from '../../cli/answers/customers/decide.ts';
import { log } from '../../cli/answers/customers/log.ts';
import { show } from '../../cli/answers/customers/show.ts';
import { decide as decideSuspected } from '../../cli/answers/quality/decide.ts';
import { list as listSuspected } from '../../cli/answers/quality/list.ts';
import { show as showSuspected } from '../../cli/answers/quality/show.ts';
import { type OpenContext, openContext, prepareEngines } from '../../cli/runtime/open-context.ts';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../config/project-root.ts';
import { prngFor } from '../../demo/company/prng.ts';
import { sharedClickHouse } from '../../infra/embedded/clickhouse/test-shared.ts';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { createAccount } from '../../ledger/account.ts';
import { decideSuspicion } from '../../ledger/suspicion.ts';
import { buildGraph } from '../../planner/graph.ts';
import type { Warehouse } from '../../warehouse/client.ts';
import { newDatabase, openShop, type Shop } from '../faults/company/shop.ts';
import { directRun } from '../faults/direct-run.ts';
import { digestOf } from '../faults/site-digest.ts';

// What never changes a published number: customers united and separated again, rows that come in another order, twice or in two parts,
// and the time zone of the session. One shop on one set of engines, looked at after each run.

const manager = 'manager@shop.example';
const secret = 'a long enough secret';
let answersFor: { readonly by: string; readonly reason: string; readonly passwordFile: string };

let folder: string;
/** What stops what has been opened, in order. */
const opened: (() => unknown)[] = [];
let shop: Shop;
let context: OpenContext;
let runs = 0;
let untouched: readonly string[];

async function run(on: Context = context): Promise<void> {
  runs += 1;
  const runId = `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}`;
  expect((await directRun(on, { runId, kind: 'manual' })).problems).toEqual([]);
}

/** One line a published table: name, rows, hash of the rows. */
async function published(
  layers: readonly string[] = ['stg', 'dim', 'fct', 'mart'],
): Promise<readonly string[]> {
  const views = context.project.graph.order.filter((key) => layers.includes(key.slice(0, key.indexOf('.'))));
  const all = await digestOf(context, views);
  return all.filter((line) => views.some((view) => line.startsWith(`${view} `)));
}

function changedSince(before: readonly string[], after: readonly string[]): readonly string[] {
  return after.filter((line) => !before.includes(line)).map((line) => line.slice(0, line.indexOf(' ')));
}

async function newCustomers(): Promise<number> {
  const [row] = await context.warehouse.rows<{ n: string }>('SELECT count() AS n FROM fct.first_order');
  return Number(row?.n);
}

beforeAll(async () => {
  const [postgres, clickhouse] = await Promise.all([testPostgres(), sharedClickHouse()]);
  opened.push(postgres.stop, clickhouse.stop);
  shop = await openShop(postgres.url);
  opened.push(shop.close);
  // Accounts 41 to 45 are typed in again under 51 to 55, with the number of the first but for the last one.
  await shop.query(`ALTER TABLE shop.customer ADD phone text;
    UPDATE shop.customer SET name = 'Firm ' || chr(64 + substr(customer_id, 2)::int) || repeat(chr(64 + substr(customer_id, 2)::int % 26), 3), phone = '021-6000 10' || substr(customer_id, 2)
      WHERE substr(customer_id, 2)::int BETWEEN 41 AND 45;
    UPDATE shop.customer AS again SET name = upper(first.name) || ' Ltd.', city = first.city, phone = CASE WHEN again.customer_id = 'C55' THEN NULL ELSE '+86 ' || substr(first.phone, 2) END
      FROM shop.customer AS first WHERE again.customer_id IN ('C51', 'C52', 'C53', 'C54', 'C55') AND first.customer_id = 'C' || substr(again.customer_id, 2)::int - 10;
    UPDATE shop.sales_order SET customer_id = 'C' || substr(customer_id, 2)::int + 10 WHERE customer_id IN ('C41', 'C42', 'C43', 'C44', 'C45') AND right(order_no, 2)::int % 100 > 50;`);
  folder = mkdtempSync(join(tmpdir(), 'yardstick-restatement-'));
  opened.push(() => rmSync(folder, { recursive: true, force: true }));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, secret);
  answersFor = { by: manager, reason: 'same tax number on paper', passwordFile };
  const company = join(projectRoot(), 'tests', 'faults', 'company');
  cpSync(join(company, 'stg'), join(folder, 'stg'), { recursive: true });
  const mapping = join(folder, 'stg', 'shop', 'customer.sql');
  const withPhone = readFileSync(mapping, 'utf8').replace("CAST(NULL, 'Nullable(String)') AS phone", 'phone');
  writeFileSync(mapping, withPhone);
  const file = join(folder, 'yardstick.yaml');
  const shopFile = readFileSync(join(company, 'yardstick.yaml'), 'utf8').replace('[shop]', '[shop, decided]');
  writeFileSync(file, `${shopFile}  decided: { connector: ledger }\n`);
  const whole = loadProject(loadConfig(file, { SHOP_URL: shop.url, YARDSTICK_HOME: folder }));
  // The month's KPIs are made like those of the day and the quarter, which cost as much again; what reads those goes with them.
  const costly = ['mart.kpi_daily', 'mart.kpi_quarterly'] as const;
  const without = new Set(costly.flatMap((key) => [key, ...whole.graph.downstream(key)]));
  const kept = whole.graph.order.filter((key) => !without.has(key));
  const project = { ...whole, graph: buildGraph(kept.map((key) => whole.graph.asset(key))) };
  const { url, username, password } = clickhouse;
  const ledgerUrl = await newDatabase(postgres.url, 'ledger_restatement');
  const address = {
    project,
    ledgerUrl,
    clickhouse: { url, username, password },
    tokenKey: new Uint8Array(32),
  };
  context = openContext(address);
  opened.push(context.close);
  await prepareEngines(address, context);
  await createAccount(context.db, {
    email: manager,
    name: 'M',
    role: 'manager',
    password: secret,
  });
  await createAccount(context.db, {
    email: 'rep@shop.example',
    name: 'R',
    role: 'rep',
    password: secret,
  });
  await run();
  untouched = await published();
}, 600_000);

afterAll(async () => {
  for (const stop of opened.reverse()) await stop();
});

it('unites what has the same name and number, and asks about the same name alone', async () => {
  const { data } = await candidates(context, 50);
  const open = z
    .object({ candidates: z.array(z.object({ left_id: z.string(), right_id: z.string() })) })
    .parse(data);
  expect(open.candidates.map(({ left_id, right_id }) => `${left_id} ${right_id}`)).toContain('C45 C55');
  expect((await show(context, 'C51')).text).toMatch(/C51 .* stands with C41 /);
  expect((await show(context, 'C55')).text).toMatch(/C55 .* stands for itself\.[\s\S]*It may be one with:/);
});

it('tells of accounts as one release shows them, whatever becomes visible meanwhile', async () => {
  const told = async () => [(await candidates(context, 50)).data, (await show(context, 'C51')).data];
  const before = await told();
  // Of a release that the ledger does not know yet, these three can be seen already, and are empty.
  const release = 1_000_000;
  for (const asset of ['dim.customer', 'dim.customer_map', 'dim.customer_match'])
    await context.warehouse.command(
      `INSERT INTO meta.pointer (release, asset, month, version)
       SELECT ${release}, asset, month, 0 FROM meta.pointer WHERE asset = '${asset}' GROUP BY asset, month`,
    );
  try {
    expect(await context.warehouse.rows('SELECT customer_id FROM dim.customer')).toEqual([]);
    expect(await told()).toEqual(before);
  } finally {
    await context.warehouse.command(
      `ALTER TABLE meta.pointer DELETE WHERE release = ${release} SETTINGS mutations_sync = 1`,
    );
  }
});

it('refuses a decision that another one forbids, and somebody who has no right to it', async () => {
  const refused = (decision: Promise<unknown>, code: string) =>
    expect(decision).rejects.toMatchObject({ code });
  await refused(decide(context, 'merge', ['C51', 'C41'], answersFor), 'CUSTOMER_REFUSED');
  await refused(decide(context, 'merge', ['C1', 'C1'], answersFor), 'CUSTOMER_REFUSED');
  await refused(decide(context, 'merge', ['C1', 'nobody'], answersFor), 'CUSTOMER_UNKNOWN');
  await refused(decide(context, 'split', ['C1'], answersFor), 'CUSTOMER_REFUSED');
  await refused(
    decide(context, 'merge', ['C1', 'C2'], { ...answersFor, by: 'rep@shop.example' }),
    'APPROVAL_REFUSED',
  );
  const pair = ['C1', 'C2'] as const;
  await refused(
    decide(context, 'merge', pair, { ...answersFor, passwordFile: undefined }),
    'APPROVAL_REFUSED',
  );
  await refused(decide(context, 'merge', pair, { ...answersFor, reason: ' ' }), 'CUSTOMER_REFUSED');
  await refused(decide(context, 'merge', pair, { ...answersFor, from: '2999-01-01' }), 'CUSTOMER_REFUSED');
  await refused(undo(context, '99', answersFor), 'CUSTOMER_REFUSED');
  expect((await log(context)).data).toEqual([]);
});

it('restates everything after merges, and after their undoing in any order is byte for byte as it was', {
  timeout: 600_000,
}, async () => {
  const before = await newCustomers();
  // A chain, a merge of merged ones, over owners, against what was united by itself; then a few at random.
  await decide(context, 'merge', ['C1', 'C2'], { ...answersFor, from: '2026-01-01' });
  await decide(context, 'merge', ['C2', 'C3'], { ...answersFor, from: '2026-01-01' });
  await decide(context, 'merge', ['C45', 'C55'], answersFor);
  await decide(context, 'split', ['C51'], answersFor);
  await decide(context, 'reject', ['C42', 'C52'], answersFor);
  await expect(decide(context, 'merge', ['C3', 'C1'], answersFor)).rejects.toMatchObject({
    code: 'CUSTOMER_REFUSED',
  });
  const prng = prngFor('restatement', 1);
  for (let left = 6; left > 0; left -= 1) {
    const [one, other] = [`C${prng.int(10, 20)}`, `C${prng.int(21, 30)}`];
    await decide(context, 'merge', [one, other], answersFor).catch((refusal: unknown) =>
      expect(refusal).toMatchObject({ code: 'CUSTOMER_REFUSED' }),
    );
  }
  await run();
  const merged = await published();
  const changed = changedSince(untouched, merged);
  expect(changed).toEqual(
    expect.arrayContaining(['dim.customer_map', 'dim.customer', 'fct.first_order', 'mart.kpi_monthly']),
  );
  // Whose an order is does not depend on who its customer is.
  for (const kept of ['fct.order_event', 'fct.order_credit', 'stg.customer', 'mart.sales_daily'])
    expect(changed).not.toContain(kept);
  expect((await show(context, 'C1')).text).toMatch(/stands with C3 /);
  // Two of the chain and one each of the random ones are new no more; split and rejected ones that both bought are new.
  expect(await newCustomers()).toBeLessThan(before);

  const decisions = z.array(z.object({ id: z.number() })).parse((await log(context)).data);
  const shuffled = decisions
    .map(({ id }) => ({ id, at: prng.next() }))
    .sort((one, other) => one.at - other.at);
  for (const { id } of shuffled) await undo(context, String(id), answersFor);
  await run();
  expect(changedSince(untouched, await published())).toEqual([]);
  expect(await newCustomers()).toBe(before);
  expect((await verifyAudit(context.db, undefined)).data).toMatchObject({ intact: true });
});

it('publishes the same from rows that come in two parts, in another order, twice, in a session of another zone', {
  timeout: 600_000,
}, async () => {
  const layers = ['dim', 'fct', 'mart'];
  const whole = await published(layers);
  const half = `order_no IN (SELECT order_no FROM shop.sales_order WHERE right(order_no, 1)::int % 2 = 0)`;
  await shop.query(
    `UPDATE shop.sales_order SET is_deleted = true, updated_at = timestamptz '2026-06-01 00:00Z' WHERE ${half}`,
  );
  await run({ ...context, warehouse: inZone(context.warehouse, 'America/New_York') });
  expect(changedSince(whole, await published(layers))).toContain('mart.kpi_monthly');
  // The second half comes back last row first, and every row of the first once more.
  await shop.query(`UPDATE shop.sales_order SET is_deleted = false,
      updated_at = timestamptz '2026-07-01 00:00Z' - make_interval(mins => substr(order_no, 2)::int);
    UPDATE shop.sales_order_line SET updated_at = timestamptz '2026-07-01 00:00Z' - make_interval(mins => substr(order_no, 2)::int);`);
  await run({ ...context, warehouse: inZone(context.warehouse, 'Pacific/Auckland') });
  expect(changedSince(whole, await published(layers))).toEqual([]);
});

it('frees what was confirmed and is found no more, by whoever neither gains by it nor may', async () => {
  const id = 'wash_order:gone';
  await decideSuspicion(context.db, {
    ...{ suspicionId: id, state: 'confirmed', evidenceHash: 'aa', employeeId: 'E1', subjectKind: 'order' },
    ...{ concerns: ['O1'], reason: 'asked', by: 'hr@shop.example' },
    ...{ concernedPeople: ['E1'], managers: [], deciderId: null },
  });
  expect((await listSuspected(context, { state: 'confirmed' })).data).toMatchObject([
    { suspicion_id: id, rule: 'wash_order', concerns: ['O1'], is_held: true },
  ]);
  expect((await showSuspected(context, id)).text).toMatch(/credit held\)\n {2}No rule finds it any more/);
  const cleared = { ...answersFor, state: 'cleared' } as const;
  await expect(decideSuspected(context, id, cleared)).rejects.toMatchObject({
    code: 'SUSPICION_REFUSED',
    message: `${manager} is a manager without an employee number.`,
  });
  const hr = 'hr@shop.example';
  await createAccount(context.db, { email: hr, name: 'H', role: 'hr', password: secret });
  await decideSuspected(context, id, { ...cleared, by: hr });
  expect((await listSuspected(context, { state: 'confirmed' })).data).toEqual([]);
  const unknown = decideSuspected(context, 'wash_order:never', { ...cleared, by: hr });
  await expect(unknown).rejects.toMatchObject({ code: 'SUSPICION_UNKNOWN' });
});

function inZone(warehouse: Warehouse, zone: string): Warehouse {
  const settings = { session_timezone: zone };
  return {
    ...warehouse,
    command: (sql, parameters, options) =>
      warehouse.command(sql, parameters, { ...options, settings: { ...options?.settings, ...settings } }),
    rows: (sql, parameters, options) =>
      warehouse.rows(sql, parameters, { ...options, settings: { ...options?.settings, ...settings } }),
    insert: (table, values, options) =>
      warehouse.insert(table, values, { ...options, settings: { ...options?.settings, ...settings } }),
  };
}
