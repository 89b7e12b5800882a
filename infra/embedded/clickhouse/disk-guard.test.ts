import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillDisk, type SmallDisk, smallDisk } from '../../../tests/harness/small-disk.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

const mebibyte = 2 ** 20;

describe('a disk with little space left', () => {
  let disk: SmallDisk | undefined;
  let server: TestClickHouse;
  let raw: RawClient['raw'];
  let text: RawClient['text'];

  beforeAll(async () => {
    disk = smallDisk(256);
    if (disk === undefined) return;
    server = await testClickHouse([], disk.folder, { freeDisk: 100 * mebibyte });
    ({ raw, text } = rawClient(server));
    await text('CREATE TABLE kept (n UInt64, pad String) ENGINE = MergeTree PARTITION BY n ORDER BY n');
    await text("INSERT INTO kept SELECT number, 'x' FROM numbers(3)");
  });
  afterAll(async () => {
    await server?.stop();
    disk?.remove();
  });

  const uploaded = async (bytes: number) => {
    const row = `7\t${'x'.repeat(1_000_000)}\n`;
    const body = row.repeat(Math.ceil(bytes / row.length));
    return raw({ parameters: { query: 'INSERT INTO kept FORMAT TabSeparated' }, body });
  };

  const spooled = () =>
    readdirSync(join(server.dataDir, 'spool')).filter((name) => /^(body|form|answer)-/.test(name));

  test('an upload that would cross the limit is broken off, and leaves nothing behind', async ({ skip }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const response = await uploaded(220 * mebibyte);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('243');
    expect(await response.text()).toContain('are kept free');
    expect(await text('SELECT count() FROM kept')).toBe('3\n');
    await expect.poll(spooled).toEqual([]);
    expect((await uploaded(2 * mebibyte)).status).toBe(200);
  });

  test('so is the file of a form', async ({ skip }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const body = new FormData();
    body.set('seen', new File([Buffer.alloc(220 * mebibyte, 'x')], 'seen.tsv'));
    const parameters = { query: 'SELECT length(pad) FROM seen', seen_structure: 'pad String' };
    const response = await raw({ parameters, body });
    expect(await response.text()).toMatch(/Code: 243.*are kept free/s);
    await expect.poll(spooled).toEqual([]);
    const small = new FormData();
    small.set('seen', new File(['abc'], 'seen.tsv'));
    expect(await (await raw({ parameters, body: small })).text()).toBe('3\n');
  });

  test('and an answer that is held until its end', async ({ skip }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const wide = (rows: number) =>
      raw({
        parameters: { wait_end_of_query: '1' },
        body: `SELECT repeat('x', 1000000) FROM numbers(${rows})`,
      });
    const response = await wide(220);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('243');
    expect(await response.text()).toContain('are kept free');
    await expect.poll(spooled).toEqual([]);
    expect((await (await wide(30)).text()).length).toBe(30 * 1_000_001);
  });

  test('what fills it is refused before it starts; what reads or frees goes on', async ({ skip }) => {
    if (disk === undefined) return skip('It needs the right to mount a disk.');
    const filler = join(disk.folder, 'filler');
    // Not to the last byte, or the engine could do nothing at all.
    fillDisk(filler, 5 * mebibyte);
    for (const sql of [
      "INSERT INTO kept VALUES (9, 'x')",
      "INSERT INTO kept SELECT 9, 'x'",
      'CREATE TABLE copied ENGINE = MergeTree ORDER BY n AS SELECT * FROM kept',
      "ALTER TABLE kept UPDATE pad = 'y' WHERE 1",
      'OPTIMIZE TABLE kept FINAL',
    ])
      expect(await text(sql), sql).toMatch(/Code: 243.*Not enough space.*NOT_ENOUGH_SPACE/s);
    for (const sql of [
      'SELECT count() FROM kept',
      'CREATE OR REPLACE VIEW seen AS SELECT n FROM kept',
      'CREATE DATABASE IF NOT EXISTS mart',
      'ALTER TABLE kept DROP PARTITION 0',
      'DELETE FROM kept WHERE n = 1',
      'TRUNCATE TABLE kept',
      'DROP TABLE kept',
    ])
      expect(await text(sql), sql).not.toContain('Code:');
    rmSync(filler);
    expect(await text('CREATE TABLE after ENGINE = MergeTree ORDER BY n AS SELECT 1 AS n')).toBe('');
  });
});
