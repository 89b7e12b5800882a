import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { withClient } from './dump.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await testPostgres();
});
afterAll(() => postgres.stop());

test('a connection that breaks fails the work, and not the process', async () => {
  const broken = withClient(postgres.url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await withClient(postgres.url, (other) => other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]));
    await client.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
});
