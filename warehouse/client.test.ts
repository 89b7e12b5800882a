import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { openWarehouse, type Warehouse } from './client.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await running.warehouse.command('CREATE TABLE default.n (n UInt64) ENGINE = MergeTree ORDER BY n');
});
afterAll(() => running.stop());

const slow =
  'INSERT INTO default.n SELECT sleepEachRow(1) + number FROM numbers(60) SETTINGS max_block_size = 1';

async function countOf(from: string): Promise<string | undefined> {
  return (await running.warehouse.rows<{ n: string }>(`SELECT count() AS n FROM ${from}`))[0]?.n;
}
const runningNow = () =>
  countOf(`system.processes WHERE query LIKE '%sleepEachRow(1) + number%' AND query NOT LIKE '%LIKE%'`);

describe('a statement that writes', { timeout: 30_000 }, () => {
  it('runs no more, and has written nothing, after it was given up', async () => {
    const giveUp = new AbortController();
    const lost = running.warehouse.command(slow, {}, { signal: giveUp.signal, queryId: 'build-n-1' });
    const refused = expect(lost).rejects.toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
    await expect.poll(runningNow, { timeout: 10_000 }).toBe('1');
    giveUp.abort();
    await refused;
    await expect.poll(runningNow, { timeout: 10_000 }).toBe('0');
    expect(await countOf('default.n')).toBe('0');
  });

  it('is told from one that still runs under its name', async () => {
    const giveUp = new AbortController();
    const first = running.warehouse.command(slow, {}, { signal: giveUp.signal, queryId: 'build-n-2' });
    const ended = expect(first).rejects.toThrow();
    await expect.poll(runningNow, { timeout: 10_000 }).toBe('1');
    const second = running.warehouse.command(slow, {}, { queryId: 'build-n-2' });
    await expect(second).rejects.toMatchObject({ code: 'WAREHOUSE_BUSY' });
    giveUp.abort();
    await ended;
  });
});

describe('rows that are made while they are written', () => {
  beforeAll(() =>
    running.warehouse.command('CREATE TABLE default.made (n UInt64, t String) ENGINE = Memory'),
  );

  function* numbers(count: number) {
    for (let n = 1; n <= count; n += 1) yield { n, t: 'x'.repeat(1_000) };
  }

  it('arrive all, and are counted as the server has them', async () => {
    expect(await running.warehouse.insert('default.made', numbers(2_000))).toBe(2_000);
    expect(await countOf('default.made')).toBe('2000');
    expect(await running.warehouse.rows('SELECT sum(n) AS n FROM default.made')).toEqual([{ n: '2001000' }]);
  });

  it('may turn out to be none', async () => {
    expect(await running.warehouse.insert('default.made', numbers(0))).toBe(0);
  });

  it('are not written at all when one cannot be made', async () => {
    function* broken() {
      yield* numbers(1_000);
      throw new YardstickError('APPRAISAL_REFUSED', 'No more.');
    }
    const refused = running.warehouse.insert('default.made', broken());
    await expect(refused).rejects.toMatchObject({ code: 'APPRAISAL_REFUSED', message: 'No more.' });
    expect(await countOf('default.made')).toBe('2000');
  });
});

describe('a server that goes on after its client has gone', () => {
  let silent: Server;
  let warehouse: Warehouse;
  const heard: { readonly id: string | null; readonly text: string }[] = [];

  beforeAll(async () => {
    silent = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const id = new URL(request.url ?? '/', 'http://x').searchParams.get('query_id');
      heard.push({ id, text: Buffer.concat(chunks).toString() });
      if (heard.at(-1)?.text.startsWith('KILL')) response.end();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (typeof address !== 'object' || address === null) throw new Error('It listens nowhere.');
    warehouse = openWarehouse({ url: `http://127.0.0.1:${address.port}`, username: 'u', password: 'p' });
  });
  afterAll(async () => {
    await warehouse.close();
    silent.closeAllConnections();
    silent.close();
  });

  it('is told to end what was lost, by its id', async () => {
    const giveUp = new AbortController();
    const lost = warehouse.command('OPTIMIZE TABLE n', {}, { signal: giveUp.signal });
    const refused = expect(lost).rejects.toThrow();
    await expect.poll(() => heard.length).toBe(1);
    giveUp.abort();
    await refused;
    expect(heard[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(heard[1]?.text.trim()).toMatch(`KILL QUERY WHERE query_id = '${heard[0]?.id}' SYNC`);
  });
});
