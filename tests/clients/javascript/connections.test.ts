import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { clientOf, firstRow } from './endpoint-client.ts';

/** Connections of @clickhouse/client: pings, pools, and the end of queries that nobody waits for any more. */
let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());

describe('ping', () => {
  test('by the endpoint and by a query', async () => {
    expect(await server.client.ping()).toEqual({ success: true });
    expect(await server.client.ping({ select: true })).toEqual({ success: true });
  });

  test('tells a wrong password and a server that is not there', async () => {
    const wrong = clientOf(server, { password: 'wrong' });
    expect(await wrong.ping({ select: true })).toMatchObject({ success: false, error: { code: '516' } });
    await wrong.close();
    const absent = clientOf(server, { url: 'http://127.0.0.1:1' });
    expect(await absent.ping()).toMatchObject({ success: false, error: { code: 'ECONNREFUSED' } });
    await absent.close();
  });
});

describe('connections', () => {
  test('are used again, and a pool of one serves many', async () => {
    const sockets = new Set<Socket>();
    const http_agent = new Agent({ keepAlive: true, maxSockets: 1 });
    http_agent.on('free', (socket: Socket) => sockets.add(socket));
    const client = clientOf(server, { http_agent });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => firstRow(client, `SELECT ${index}`)),
    );
    expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => [index]));
    expect(sockets.size).toBe(1);
    await client.close();
    http_agent.destroy();
  });

  test('without keep-alive', async () => {
    const client = clientOf(server, { keep_alive: { enabled: false } });
    expect(await firstRow(client, 'SELECT 1')).toEqual([1]);
    expect(await firstRow(client, 'SELECT 2')).toEqual([2]);
    await client.close();
  });

  test('headers and the name of the application are taken', async () => {
    const client = clientOf(server, { http_headers: { 'X-Of-Ours': 'yes' }, application: 'yardstick tests' });
    expect(await firstRow(client, 'SELECT 1', { http_headers: { 'X-Another': 'too' } })).toEqual([1]);
    await client.close();
  });
});

describe('cancelling', () => {
  const endless = 'SELECT max(sipHash64(number)) FROM numbers(1000000000000)';
  const running = (mark: string) =>
    firstRow(
      server.client,
      `SELECT count() FROM system.processes WHERE query LIKE '%${mark}%' AND query NOT LIKE '%processes%'`,
    );

  test('an abort signal ends the query on the server', async () => {
    const mark = randomUUID();
    const aborting = new AbortController();
    const query = server.client.query({ query: `/* ${mark} */ ${endless}`, abort_signal: aborting.signal });
    query.catch(() => undefined);
    await expect.poll(() => running(mark), { timeout: 20_000 }).toEqual(['1']);
    aborting.abort();
    await expect(query).rejects.toThrow('The user aborted a request.');
    await expect.poll(() => running(mark), { timeout: 20_000 }).toEqual(['0']);
  });

  test('a request timeout ends the query on the server', async () => {
    const mark = randomUUID();
    const client = clientOf(server, { request_timeout: 1_000 });
    await expect(client.query({ query: `/* ${mark} */ ${endless}` })).rejects.toThrow('Timeout error.');
    await expect.poll(() => running(mark), { timeout: 20_000 }).toEqual(['0']);
    await client.close();
  });

  test('KILL QUERY with the id of a request', async () => {
    const query_id = randomUUID();
    const killed = server.client.query({ query: endless, query_id });
    killed.catch(() => undefined);
    const kill = async () =>
      (
        await server.client.query({
          query: `KILL QUERY WHERE query_id = '${query_id}' ASYNC`,
          format: 'JSON',
        })
      ).text();
    await expect.poll(kill, { timeout: 20_000 }).toContain(query_id);
    await expect(killed).rejects.toMatchObject({ code: '394' });
  });

  test('progress in headers keeps a long request alive', async () => {
    const client = clientOf(server, {
      request_timeout: 60_000,
      clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '110' },
    });
    const result = await client.query({
      query:
        'SELECT sleepEachRow(0.1) FROM numbers(10) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0',
      format: 'JSON',
    });
    expect(await result.json()).toMatchObject({ rows: 10 });
    expect(result.response_headers['x-clickhouse-progress']).toBeDefined();
    await client.close();
  });
});
