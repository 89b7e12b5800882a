import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { decide } from '../../cli/answers/quality/decide.ts';
import { list } from '../../cli/answers/quality/list.ts';
import { projectRoot } from '../../config/project-root.ts';
import { createAccount } from '../../ledger/account.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

// An order of the last days of a quarter, most of which goes back in the next one: no pay for it until somebody has cleared it.

const golden = join(projectRoot(), 'examples', 'golden');
const finance = 'finance@golden.example';

let folder: string;
let pipeline: Pipeline;
let passwordFile: string;

/** The document with one order more, of which so much is given back in April; handed in and run. */
async function runWithReturned(amount: string): Promise<void> {
  const document = z
    .object({ orders: z.array(z.unknown()) })
    .loose()
    .parse(JSON.parse(readFileSync(join(golden, 'every-field.json'), 'utf8')));
  const order = {
    ...{ order_no: 'LATE', source: 'CRM', customer_id: 'K1', confirmed_at: '2026-03-30T04:00:00Z' },
    ...{ currency: 'CNY', amount: '60000', credits: [{ emp_id: 'B2', pct: 100 }], due_date: '2026-04-30' },
    refunds: [{ at: '2026-04-03T02:00:00Z', amount, kind: 'cash' }],
  };
  const changed = { ...document, orders: [...document.orders, order] };
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), JSON.stringify(changed));
  expect((await pipeline.run()).problems).toEqual([]);
}

const figures = async () => (await statement(pipeline.context, { period: '2026Q1' })).data;
const sold = async () => {
  const { reps } = z
    .object({ reps: z.record(z.string(), z.object({ net_sales: z.string() }).loose()) })
    .parse(await figures());
  return Number(reps.B2?.net_sales);
};
const suspected = async () => {
  const { data } = await list(pipeline.context, { state: 'all' });
  return z
    .array(z.object({ suspicion_id: z.string(), concerns: z.array(z.string()), is_held: z.boolean() }))
    .parse(data);
};
async function decided(state: 'cleared' | 'confirmed' | 'reopened'): Promise<void> {
  const [{ suspicion_id } = { suspicion_id: 'none' }] = await suspected();
  await decide(pipeline.context, suspicion_id, { by: finance, state, reason: 'The papers', passwordFile });
  expect((await pipeline.run()).problems).toEqual([]);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-held-'));
  cpSync(join(golden, 'stg'), join(folder, 'stg'), { recursive: true });
  const config = readFileSync(join(golden, 'yardstick.yaml'), 'utf8');
  const file = join(folder, 'yardstick.yaml');
  writeFileSync(
    file,
    `${config}  decided: { connector: ledger, streams: [suspicion_decision] }
quality: { rules: { period_end_return: { hold: true } } }\n`,
  );
  pipeline = await openPipeline(file, { declared: fewKpis(), ends: [...payMarts, 'fct.suspicion'] });
  mkdirSync(join(pipeline.home, 'input'));
  passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'a long enough secret\n');
  await createAccount(pipeline.context.db, {
    ...{ email: finance, name: 'Fin', role: 'finance', password: 'a long enough secret' },
  });
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(folder, { recursive: true, force: true });
});

let unsuspected: unknown;
let all: number;

it('pays for it where little goes back', { timeout: 300_000 }, async () => {
  await runWithReturned('20000');
  unsuspected = await figures();
  all = await sold();
  expect(await suspected()).toEqual([]);
});

it('pays nothing for it where most goes back', { timeout: 300_000 }, async () => {
  await runWithReturned('40000');
  expect(await suspected()).toMatchObject([{ concerns: ['LATE'], is_held: true }]);
  expect(await sold()).toBe(all - 60_000);
});

it('pays all of it once it is cleared, and takes it away where that is taken back or it is confirmed', {
  timeout: 300_000,
}, async () => {
  await decided('cleared');
  expect(await figures()).toEqual(unsuspected);
  await decided('reopened');
  expect(await sold()).toBe(all - 60_000);
  await decided('confirmed');
  expect(await suspected()).toMatchObject([{ is_held: true }]);
  expect(await sold()).toBe(all - 60_000);
});
