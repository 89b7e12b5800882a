import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testUsers } from '../../infra/embedded/clickhouse/test-client.ts';
import { CommandLine, type Foreground } from './command-line.ts';

describe('a ClickHouse on its own', { timeout: 120_000 }, () => {
  let yardstick: CommandLine;
  let data: string;
  let port: number;
  const started: Foreground[] = [];

  beforeEach(async () => {
    yardstick = new CommandLine({});
    data = join(yardstick.home, 'data of mine');
    port = await getPort({ host: '127.0.0.1' });
  });
  afterEach(async () => {
    for (const each of started.splice(0)) {
      // Asked, not killed: its engine would outlive it for a moment, and write into a folder that is being removed.
      each.process.kill('SIGINT');
      await each.exited;
    }
    yardstick.remove();
  });

  const serve = (...args: readonly string[]) => {
    const foreground = yardstick.foreground('clickhouse', '--data', data, '--port', String(port), ...args);
    started.push(foreground);
    return foreground;
  };
  const ask = (user: string, password: string, sql: string) =>
    testUsers({ url: `http://127.0.0.1:${port}` })(user, sql, password);

  test('draws a password once, keeps what it is given, and ends at Ctrl-C', async () => {
    const first = serve();
    const { url, user, passwordFile } = await first.answer;
    expect([url, user]).toEqual([`http://127.0.0.1:${port}`, 'default']);
    expect(statSync(String(passwordFile)).mode & 0o777).toBe(0o600);
    const password = readFileSync(String(passwordFile), 'utf8').trim();
    await ask('default', password, 'CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a');
    await ask('default', password, 'INSERT INTO t VALUES (7)');
    expect(await ask('default', 'wrong', 'SELECT 1')).toContain('Code: 516');
    const began = Date.now();
    first.process.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(15_000);
    await serve().answer;
    expect(await ask('default', password, 'SELECT a FROM t')).toBe('7\n');
  });

  test('takes another user, a password file and limits', async () => {
    mkdirSync(data);
    const file = join(yardstick.home, 'secret');
    writeFileSync(file, 'of my own\n');
    await serve('--user', 'me', '--password-file', file, '--memory', '2GiB').answer;
    const memory = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'";
    expect(await ask('me', 'of my own', memory)).toBe(`${2 ** 31}\n`);
  });

  test('answers pages of the origins it is told of', async () => {
    const pages = ['http://localhost:5173', 'https://page.example'];
    await serve(...pages.flatMap((page) => ['--allow-origin', page])).answer;
    const allowed = async (Origin: string) =>
      (await fetch(`http://127.0.0.1:${port}/`, { headers: { Origin } })).headers.get(
        'access-control-allow-origin',
      );
    for (const page of pages) expect(await allowed(page)).toBe(page);
    expect(await allowed('https://elsewhere.example')).toBeNull();
  });

  test('is started again when it is killed', async () => {
    const { passwordFile, pid } = await serve().answer;
    const password = readFileSync(String(passwordFile), 'utf8').trim();
    process.kill(Number(pid), 'SIGKILL');
    const answers = () => ask('default', password, 'SELECT 1').catch(() => '');
    await expect.poll(answers, { timeout: 60_000 }).toBe('1\n');
  });

  test.each(['/proc/none', 'file'])('says that there can be no data folder: %s', async (place) => {
    writeFileSync(join(yardstick.home, 'file'), '');
    const folder = resolve(yardstick.home, place);
    const refused = await yardstick.run('clickhouse', '--data', folder, '--port', String(port));
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /The data folder cannot be made or written: E.* --data.*\[CONFIG_INVALID\]/s,
    );
  });

  test('wants a name for its user', async () => {
    const refused = await yardstick.run('clickhouse', '--data', data, '--port', String(port), '--user', '');
    expect(refused.stderr).toContain('Expected a name.');
  });

  test('says that the port is taken, and who serves the folder', async () => {
    const { pid } = await serve().answer;
    const samePort = await yardstick.run('clickhouse', '--data', `${data}2`, '--port', String(port));
    expect(samePort).toMatchObject({ code: 1, stdout: '' });
    expect(samePort.stderr).toMatch(
      /Port \d+ of 127\.0\.0\.1 is in use\. .*choose another port\. \[PORT_TAKEN\]/,
    );
    const other = await getPort({ host: '127.0.0.1' });
    const sameFolder = await yardstick.run('clickhouse', '--data', data, '--port', String(other));
    expect(sameFolder.code).toBe(1);
    expect(sameFolder.stderr).toContain(`Process ${pid} already serves this ClickHouse data folder.`);
    expect(sameFolder.stderr).toContain('(--data)');
  });

  test('refuses a port, a size, an origin or a password file that is none', async () => {
    for (const [args, words] of [
      [['--port', 'many'], 'Expected a port'],
      [['--memory', 'much'], 'a size such as 512MiB'],
      [['--allow-origin', 'page.example/path'], 'Expected an origin'],
      [['--password-file', join(yardstick.home, 'none')], 'The password file cannot be read.'],
    ] as const) {
      const { code, stderr } = await yardstick.run(
        'clickhouse',
        '--data',
        data,
        '--port',
        String(port),
        ...args,
      );
      expect(code).toBe(1);
      expect(stderr).toContain(words);
    }
  });
});
