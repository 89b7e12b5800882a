import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Context } from '../../activities/context.ts';
import { approve, counter } from '../../cli/answers/target/decide.ts';
import { decomposeTarget } from '../../cli/answers/target/decompose.ts';
import { propose } from '../../cli/answers/target/propose.ts';
import { createAccount } from '../../ledger/account.ts';
import { fewKpis } from '../../tests/harness/few-kpis.ts';
import { payMarts } from '../../tests/harness/part-of-product.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

// From a YAML file to fct.target: what people approve is read like any source.

const manager = 'manager@golden.example';
const rep = 'rep@golden.example';
const director = 'director@golden.example';

let folder: string;
let pipeline: Pipeline;
let passwordFile: string;
let context: Context;

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const ids = (data: unknown) =>
  z
    .array(z.object({ id: z.number() }))
    .parse(data)
    .map(({ id }) => String(id));
const rows = () =>
  context.warehouse.rows<{ employee_id: string; value: string }>(
    'SELECT employee_id, toString(period_start) AS month, toString(value) AS value FROM fct.target WHERE is_in_force ORDER BY employee_id, month',
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-targets-'));
  const config = `company: { name: T, timezone: Asia/Shanghai, baseCurrency: CNY, fiscalYearStart: 1, language: en }
precedence: [decided]
sources:
  decided: { connector: ledger }
`;
  pipeline = await openPipeline(file('yardstick.yaml', config), {
    declared: fewKpis(),
    ends: [...payMarts, 'fct.target'],
  });
  context = pipeline.context;
  const password = 'a long enough secret';
  passwordFile = file('password', `${password}\n`);
  await createAccount(context.db, { email: manager, name: 'M', role: 'manager', password });
  await createAccount(context.db, { email: director, name: 'D', role: 'executive', password });
  await createAccount(context.db, { email: rep, name: 'R', role: 'rep', employeeId: 'E3', password });
}, 300_000);
afterAll(async () => {
  await pipeline.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('refuses a file that is not SMART, naming file, key and rule', async () => {
  const bad = file(
    'bad.yaml',
    'targets:\n  - { owner: E1, kpi: sales, value: 100, from: 2026-07-01, until: 2026-10-01 }\n',
  );
  await expect(propose(context, bad, manager)).rejects.toMatchObject({
    ...{ code: 'TARGET_REFUSED', subject: bad },
    message: expect.stringContaining('targets[0].unit: It has no unit'),
  });
  await expect(propose(context, file('odd.yaml', 'targets: [{ goal: 5 }]\n'), manager)).rejects.toMatchObject(
    {
      code: 'TARGET_REFUSED',
    },
  );
});

it('reads what is approved, divided to the fen, and nothing that is only proposed', {
  timeout: 300_000,
}, async () => {
  const team =
    '{ owner_kind: team, owner: T1, kpi: sales, unit: CNY, value: "1000000.01", from: 2026-07-01, until: 2026-10-01 }';
  const [whole = ''] = ids(
    (await propose(context, file('team.yaml', `targets:\n  - ${team}\n`), manager)).data,
  );
  await expect(decomposeTarget(context, whole, { file: 'none.yaml', by: manager })).rejects.toMatchObject({
    message: expect.stringContaining('only what is approved is divided'),
  });
  await expect(approve(context, whole, { by: rep, passwordFile })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await expect(approve(context, whole, { by: director })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await approve(context, whole, { by: director, passwordFile });
  const parts = `parts:
  - { owner: E1, share: 1, from: 2026-07-01, until: 2026-08-01 }
  - { owner: E1, share: 1, from: 2026-08-01, until: 2026-10-01 }
  - { owner: E2, share: 1, product: gloves }
  - { owner: E3, share: 3 }
`;
  const children = ids(
    (await decomposeTarget(context, whole, { file: file('parts.yaml', parts), by: manager })).data,
  );
  for (const id of children.slice(0, 3)) await approve(context, id, { by: director, passwordFile });
  const [, , own = ''] = children;
  const months = { file: file('own.yaml', 'parts: [{ share: 1, from: 2026-08-01 }]\n'), by: manager };
  await expect(decomposeTarget(context, own, months)).rejects.toMatchObject({
    message: expect.stringContaining('divide the target of the team'),
  });
  expect((await pipeline.run()).problems).toEqual([]);
  expect(await rows()).toEqual([
    { employee_id: 'E1', month: '2026-07-01', value: '166666.67' },
    { employee_id: 'E1', month: '2026-08-01', value: '166666.67' },
    { employee_id: 'E2', month: '2026-07-01', value: '166666.67' },
  ]);
  // E3 is still being talked about: the manager's word is answered by the rep, and accepted.
  const [, , , last = ''] = children;
  const { data } = await counter(context, last, { by: rep, value: '450000', reason: 'a new region' });
  const answer = String(z.object({ id: z.number() }).parse(data).id);
  await expect(approve(context, answer, { by: rep, passwordFile })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await approve(context, answer, { by: manager, passwordFile });
  expect((await pipeline.run()).problems).toEqual([]);
  expect((await rows()).at(-1)).toMatchObject({ employee_id: 'E3', value: '450000' });
});
