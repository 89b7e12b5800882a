import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
let text: RawClient['text'];
beforeAll(async () => {
  server = await testClickHouse([
    { name: 'reader', passwordHash: await hashPassword('r'), rights: 'reader', databases: ['mart', 'dim'] },
  ]);
  ({ text } = rawClient(server));
  for (const database of ['mart', 'dim']) await text(`CREATE DATABASE ${database}`);
  await text('CREATE TABLE mart.t (a UInt8) ENGINE = MergeTree ORDER BY a');
});
afterAll(() => server.stop());

const session = () => ({ session_id: randomUUID() });
const setting = "SELECT getSetting('max_threads'), currentDatabase()";

function asReader(sql: string, parameters: Record<string, string>): Promise<string> {
  return rawClient({ ...server, username: 'reader', password: 'r' }).text(sql, parameters);
}

describe('a session', () => {
  test('keeps temporary tables, SET and USE; others do not see them', async () => {
    const mine = session();
    await text('CREATE TEMPORARY TABLE mine (a UInt8)', mine);
    await text('INSERT INTO mine VALUES (5)', mine);
    await text('SET max_threads = 3', mine);
    await text('USE mart', mine);
    expect(await text("SELECT a, getSetting('max_threads') FROM mine", mine)).toBe('5\t3\n');
    expect(await text(setting, mine)).toBe('3\tmart\n');
    expect(await text('SELECT a FROM mine')).toContain('Code: 60');
  });

  test('does not keep what the parameters of a request said', async () => {
    const mine = session();
    await text('SET max_threads = 3', mine);
    expect(await text(setting, { ...mine, max_threads: '5', database: 'mart' })).toBe('5\tmart\n');
    expect(await text(setting, mine)).toBe('3\tdefault\n');
    const changed = "SELECT changed FROM system.settings WHERE name = 'max_block_size'";
    expect(await text(changed, { ...mine, max_block_size: '77' })).toBe('1\n');
    expect(await text(changed, mine)).toBe('0\n');
  });

  test('goes on when the database it was in is dropped', async () => {
    const mine = session();
    await text('CREATE DATABASE gone');
    await text('USE gone', mine);
    await text('DROP DATABASE gone');
    expect(await text('SELECT currentDatabase()', { ...mine, database: 'mart' })).toBe('mart\n');
  });

  test('is put back after an error too', async () => {
    const mine = session();
    expect(await text('SELECT nope', { ...mine, max_threads: '5' })).toContain('Code: 47');
    expect(await text("SELECT getSetting('max_threads') = 5", mine)).toBe('0\n');
  });

  test('keeps what SET says, whatever the request says', async () => {
    const mine = session();
    await text('SET max_threads = 7', { ...mine, max_threads: '2', database: 'mart' });
    await text('USE dim', { ...mine, database: 'mart' });
    expect(await text(setting, mine)).toBe('7\tdim\n');
  });

  test('forgets parameters of a request, and keeps those of SET', async () => {
    const mine = session();
    expect(await text('SELECT {x:UInt8}', { ...mine, param_x: '1' })).toBe('1\n');
    expect(await text('SELECT {x:UInt8}', mine)).toContain('Code: 456');
    await text('SET param_x = 2', mine);
    expect(await text('SELECT {x:UInt8}', mine)).toBe('2\n');
  });

  test('is bound to reading for one request only', async () => {
    const mine = session();
    expect(
      await text('CREATE TABLE mart.no (a UInt8) ENGINE = Memory', { ...mine, readonly: '1' }),
    ).toContain('Code: 164');
    expect(await text('CREATE TEMPORARY TABLE yes (a UInt8)', mine)).toBe('');
  });

  test('ends when a request closes it', async () => {
    const mine = session();
    await text('SET max_threads = 3', mine);
    expect(await text(setting, { ...mine, close_session: '1' })).toBe('3\tdefault\n');
    expect(await text('SELECT 1', { ...mine, session_check: '1' })).toContain('Code: 372');
  });

  test('ends after its time', async () => {
    const mine = { ...session(), session_timeout: '0' };
    await text('SET max_threads = 3', mine);
    await expect
      .poll(() => text('SELECT 1', { ...mine, session_check: '1' }), { timeout: 10_000 })
      .toContain('Code: 372');
  });

  test.each(['x', '-1', '3601'])('has no timeout of %s', async (session_timeout) => {
    expect(await text('SELECT 1', { ...session(), session_timeout })).toContain('Code: 374');
  });

  test('that is unknown and must exist is 372, a busy one 373', async () => {
    expect(await text('SELECT 1', { session_id: 'none', session_check: '1' })).toContain('Code: 372');
    const mine = session();
    await text('SELECT 1', mine);
    const answers = await Promise.all([text('SELECT sleep(0.5)', mine), text('SELECT sleep(0.5)', mine)]);
    expect(answers.filter((answer) => answer.includes('Code: 373'))).toHaveLength(1);
  });
});

describe("a reader's session", () => {
  test('keeps the database of USE, and no settings of a request', async () => {
    const mine = session();
    await asReader('USE mart', mine);
    const threads = "SELECT getSetting('max_threads') = 5, currentDatabase()";
    expect(await asReader(threads, { ...mine, max_threads: '5' })).toBe('1\tmart\n');
    expect(await asReader(threads, mine)).toBe('0\tmart\n');
    expect(await asReader('SELECT count() FROM t', mine)).toBe('0\n');
  });

  test("is a reader's throughout", async () => {
    const mine = session();
    expect(await asReader('SET readonly = 0', mine)).toContain('Code: 164');
    expect(await asReader('INSERT INTO mart.t VALUES (1)', mine)).toContain('Code: 164');
    expect(await asReader('SELECT 1', { ...mine, session_check: '1' })).toBe('1\n');
  });
});
