import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from './spawn.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

const reader = { name: 'reader', password: 'only reads' };
const limits = {
  ...{ queries: 4, queriesPerUser: 3, queue: 40, readerSeconds: 1 },
  ...{ memory: 1_000_000_000, memoryPerQuery: 200_000_000, threadsPerQuery: 3 },
  ...{ connections: 260, headSeconds: 1, stalledSeconds: 1 },
};

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
let readerText: RawClient['text'];

beforeAll(async () => {
  const passwordHash = await hashPassword(reader.password);
  server = await testClickHouse(
    [{ name: reader.name, passwordHash, rights: 'reader', databases: ['mart'] }],
    undefined,
    limits,
  );
  ({ raw, text } = rawClient(server));
  ({ text: readerText } = rawClient({ ...server, username: reader.name, password: reader.password }));
  await text('CREATE DATABASE mart');
});
afterAll(() => server.stop());

test('a query takes as many threads as it is allowed, unless it asks for another number', async () => {
  expect(await text("SELECT getSetting('max_threads')")).toBe('3\n');
  expect(await text("SELECT getSetting('max_threads') SETTINGS max_threads = 2")).toBe('2\n');
});

describe('many clients at once', () => {
  test('200 are served or refused with a word when to come again; none is left hanging', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const response = await raw({ body: 'SELECT sleep(0.05)' });
        return { code: response.headers.get('x-clickhouse-exception-code'), response };
      }),
    );
    const refused = answers.filter(({ code }) => code === '202');
    const served = answers.filter(({ response }) => response.status === 200);
    expect(served.length).toBeGreaterThanOrEqual(limits.queries);
    expect(refused.length).toBeGreaterThan(0);
    const others = answers.filter(({ code, response }) => code !== '202' && response.status !== 200);
    expect(others.map(({ code }) => code)).toEqual([]);
    const [first] = refused;
    expect(first?.response.status).toBe(500);
    expect(first?.response.headers.get('retry-after')).toBe('1');
    expect(await first?.response.text()).toMatch(/Too many simultaneous queries.*TOO_MANY_SIMULTANEOUS/s);
    expect(await text('SELECT 1')).toBe('1\n');
  });

  test('a user who has taken all places allowed leaves one to the next', async () => {
    const leaving = new AbortController();
    const long = Array.from({ length: 10 }, () =>
      raw({ body: 'SELECT count() FROM numbers(10000000000000)', signal: leaving.signal }).catch(
        () => 'gone',
      ),
    );
    // Answers while three run and seven wait, because the fourth place is not theirs.
    expect(await readerText('SELECT 5')).toBe('5\n');
    leaving.abort();
    expect(await Promise.all(long)).toEqual(long.map(() => 'gone'));
  });

  test('connections beyond their number are closed, and those there are go on', async () => {
    const sockets = await Promise.all(Array.from({ length: limits.connections + 20 }, () => connected()));
    const closed = () => sockets.filter((socket) => socket.closed).length;
    await expect.poll(closed, { timeout: 10_000 }).toBeGreaterThanOrEqual(20);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => text('SELECT 1').catch(() => ''), { timeout: 10_000 }).toBe('1\n');
  });
});

describe('memory', () => {
  const grouped = (rows: number) =>
    `SELECT count() FROM (SELECT number FROM numbers(${rows}) GROUP BY number)`;

  test('of a query is limited; the next one is fine', async () => {
    expect(await text(grouped(50_000_000))).toMatch(/^Code: 241\./);
    expect(await text('SELECT 1')).toBe('1\n');
  });

  test('of all queries together is limited, even for who may lift the limit of one', async () => {
    expect(
      await text('SELECT length(groupArray(number)) FROM numbers(300000000)', { max_memory_usage: '0' }),
    ).toMatch(/^Code: 241\./);
    expect(await text('SELECT 1')).toBe('1\n');
  });

  test.each(['0', '300000000', 'much'])('a reader cannot ask for max_memory_usage=%s', async (asked) => {
    expect(await readerText('SELECT 1', { max_memory_usage: asked })).toMatch(/^Code: 452\./);
    expect(await readerText('SELECT 1', { max_memory_usage: '100000000' })).toBe('1\n');
  });
});

describe('time', () => {
  const endless = 'SELECT count() FROM numbers(10000000000000)';

  test('of a reader’s query is limited', async () => {
    expect(await readerText(endless)).toMatch(/^Code: 159\./);
  });

  test('holds in a named session too, in which a request may set another for itself', async () => {
    const session = { session_id: 'timed' };
    const limit = "SELECT getSetting('max_execution_time')";
    expect(await readerText(limit, { ...session, max_execution_time: '77' })).toBe('77\n');
    expect(await readerText(limit, session)).toBe('1\n');
    expect(await readerText(endless, session)).toMatch(/^Code: 159\./);
  });

  test('of others is their own business', async () => {
    expect(await text("SELECT getSetting('max_execution_time')")).toBe('0\n');
  });
});

describe('clients that stall', () => {
  test('with half a request head are left', async () => {
    const socket = await connected();
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await ended(socket);
    expect(await text('SELECT 1')).toBe('1\n');
  });

  test('in the middle of an upload are left, and nothing of it stays', async () => {
    await text('CREATE TABLE mart.slow (n UInt64) ENGINE = MergeTree ORDER BY n');
    const socket = await connected();
    const query = encodeURIComponent('INSERT INTO mart.slow FORMAT TabSeparated');
    socket.write(`${head(`/?query=${query}`)}Content-Length: 1000000\r\n\r\n1\n2\n`);
    const spooled = () =>
      readdirSync(join(server.dataDir, 'spool')).filter((name) => name.startsWith('body-')).length;
    await expect.poll(spooled, { timeout: 10_000 }).toBe(1);
    await ended(socket);
    await expect.poll(spooled, { timeout: 10_000 }).toBe(0);
    expect(await text('SELECT count() FROM mart.slow')).toBe('0\n');
  });

  test('without reading their answer are left, and their query ends', async () => {
    const socket = await connected();
    socket.pause();
    const query = encodeURIComponent('SELECT toString(number) FROM numbers(1000000000)');
    socket.write(`${head(`/?query=${query}`)}Content-Length: 0\r\n\r\n`);
    const running = () =>
      text(
        "SELECT count() FROM system.processes WHERE query LIKE '%numbers(1000000000)%' AND query NOT LIKE '%LIKE%'",
      );
    await expect.poll(running, { timeout: 10_000 }).toBe('1\n');
    await expect.poll(running, { timeout: 20_000 }).toBe('0\n');
    socket.destroy();
  });

  test('a query that computes longer than that is no such client', async () => {
    expect(await text('SELECT sleep(2.5)')).toBe('0\n');
  });

  test('a request head of more than a megabyte is refused', async () => {
    const socket = await connected();
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(1_100_000)}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('431');
    socket.destroy();
  });
});

async function connected(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  // A connection too many may be reset.
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
}

async function ended(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}

function head(path: string): string {
  const key = `X-ClickHouse-User: ${server.username}\r\nX-ClickHouse-Key: ${server.password}`;
  return `POST ${path} HTTP/1.1\r\nHost: x\r\n${key}\r\n`;
}
