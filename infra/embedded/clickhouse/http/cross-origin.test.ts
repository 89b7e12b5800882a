import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { allowOrigin } from './cross-origin.ts';

const page = 'https://page.example';
let close: () => void = () => undefined;
afterEach(() => close());

/** The headers of answers to a page, by a server that allows these origins. */
async function answered(allowed: readonly string[], headers: Record<string, string>, method = 'POST') {
  const origins = new Set(allowed);
  const server = createServer((request, response) => {
    allowOrigin(request, response, origins);
    response.end();
  });
  close = () => server.close();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}`, { method, headers })).headers;
}

test.each([
  [[page], page],
  [['https://other.example', page], page],
  [['*'], page],
])('of %j a page is one', async (allowed, origin) => {
  const headers = await answered(allowed, { Origin: page });
  expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([origin, 'Origin']);
  expect(headers.get('access-control-expose-headers')).toContain('X-ClickHouse-Summary');
  expect(headers.get('access-control-allow-headers')).toBeNull();
});

test.each([[[]], [['https://other.example']], [[`${page}:8443`]]])('of %j it is none', async (allowed) => {
  const headers = await answered(allowed, { Origin: page });
  expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('a question before the request is told which headers it may bring', async () => {
  const asks = { Origin: page, 'Access-Control-Request-Headers': 'authorization,x-clickhouse-user' };
  const headers = await answered([page], asks, 'OPTIONS');
  expect(headers.get('access-control-allow-headers')).toBe('authorization,x-clickhouse-user');
  expect(headers.get('access-control-max-age')).toBe('86400');
});

test('who comes from no page gets no leave', async () => {
  const headers = await answered(['*'], {});
  expect(headers.get('access-control-allow-origin')).toBeNull();
});
