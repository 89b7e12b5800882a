import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupAt } from '../../infra/embedded/backup/find.ts';
import { withStartedEngines } from '../../infra/embedded/backup/home-engines.ts';
import type { RunningEngines } from '../../infra/embedded/backup/take.ts';
import { openHome } from '../../infra/embedded/home/open.ts';
import { homePaths } from '../../infra/embedded/home/paths.ts';
import { removeRunFile, writeRunFile } from '../../infra/embedded/home/run-file.ts';
import { allAccounts, createAccount } from '../../ledger/account.ts';
import { migrate } from '../../ledger/migrate.ts';
import { openLedger } from '../../ledger/open.ts';
import { openWarehouse } from '../../warehouse/client.ts';
import { createFoundations } from '../../warehouse/ddl.ts';
import { CommandLine } from './command-line.ts';

const account = { email: 'who@example.org', name: 'Who', role: 'admin', password: 'of ten letters' } as const;

describe('backup and restore', { timeout: 300_000 }, () => {
  const here = new CommandLine({});
  const there = new CommandLine({});
  const paths = homePaths(join(here.home, 'data'));
  const copied = homePaths(join(there.home, 'data'));
  const backups = join(here.home, 'backups');
  const config = join(here.home, 'yardstick.yaml');

  beforeAll(async () => {
    writeFileSync(config, 'company: { name: Acme }\nsources: {}\n');
    mkdirSync(join(here.home, 'stg', 'erp'), { recursive: true });
    writeFileSync(join(here.home, 'stg', 'erp', 'customer.sql'), 'SELECT 1');
    await inHome(paths.root, async (engines) => {
      await filled(engines);
    });
    writeFileSync(join(paths.root, 'installation.json'), JSON.stringify({ config }));
  });
  afterAll(() => {
    here.remove();
    there.remove();
  });

  test('an installation at rest comes back elsewhere: rows, accounts, passwords, configuration', async () => {
    const taken = await here.json('backup', backups);
    expect(taken).toMatchObject({ release: 0, base: null });
    expect(statSync(taken.folder).mode & 0o777).toBe(0o700);
    const restored = await there.json('restore', taken.folder);
    expect(restored).toMatchObject({ home: copied.root, aside: null, config });
    expect(readFileSync(copied.secretsFile, 'utf8')).toBe(readFileSync(paths.secretsFile, 'utf8'));
    expect(statSync(copied.secretsFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(copied.root, 'config', 'stg', 'erp', 'customer.sql'), 'utf8')).toBe('SELECT 1');
    expect(await contentOf(copied.root)).toEqual({ rows: 3, emails: [account.email], users: ['ann'] });
  });

  test('while it runs, only what is new is written; the newest of a folder is restored', async () => {
    await inHome(paths.root, async (engines) => {
      const warehouse = openWarehouse(engines.clickhouse);
      await warehouse.command('INSERT INTO mart.kept SELECT number + 3 FROM numbers(2)');
      await warehouse.close();
      const { ledgerUrl: ledger, clickhouse } = engines;
      const endpoints = { clickhouse: clickhouse.url, ledger };
      const startedAt = new Date().toISOString();
      writeRunFile(paths, { pid: process.pid, startedAt, endpoints, children: [] });
      const { code, stdout, stderr } = await here.run('backup', backups);
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.stringMatching(/Ledger .*Warehouse .*Checksums/s),
      });
      expect(stdout).toMatch(/It stands on .*It holds passwords.*Restore it with/s);
      removeRunFile(paths);
    });
    const occupied = await there.run('restore', backups);
    expect(occupied.code).toBe(1);
    expect(occupied.stderr).toContain('[HOME_OCCUPIED]');
    const { aside } = await there.json('restore', backups, '--replace');
    expect(existsSync(join(aside, 'secrets.json'))).toBe(true);
    expect(await contentOf(copied.root)).toEqual({ rows: 5, emails: [account.email], users: ['ann'] });
  });

  test('killed in the middle, both leave everything as it was, and the next one clears up', async () => {
    const taken = readdirSync(backups);
    await killed(here, ['backup', backups], () => unfinishedIn(backups, 'warehouse'));
    expect(unfinishedIn(backups)).toBe(true);
    expect(await here.json('backup', backups)).toMatchObject({
      base: join(backups, taken.sort().at(-1) ?? ''),
    });
    expect(readdirSync(backups)).toHaveLength(taken.length + 1);
    expect(unfinishedIn(backups)).toBe(false);
    expect(readdirSync(join(paths.clickhouse, 'backups'))).toEqual([]);

    const before = readFileSync(copied.secretsFile, 'utf8');
    await killed(there, ['restore', backups, '--replace'], () => unfinishedIn(there.home, 'postgres'));
    expect(unfinishedIn(there.home)).toBe(true);
    expect(readFileSync(copied.secretsFile, 'utf8')).toBe(before);
    await there.json('restore', backups, '--replace');
    expect(unfinishedIn(there.home)).toBe(false);
    expect(await interrupted(there, ['restore', backups, '--replace'])).toContain('Stopping …');
    expect(unfinishedIn(there.home)).toBe(false);
    expect(await contentOf(copied.root)).toEqual({ rows: 5, emails: [account.email], users: ['ann'] });
  });

  test('what cannot be restored is refused, and the home stays as it is', async () => {
    const before = readdirSync(there.home).sort();
    const refused = async (folder: string, words: string) => {
      const { code, stderr } = await there.run('restore', folder, '--replace');
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(words) });
      expect(readdirSync(there.home).sort()).toEqual(before);
    };
    await refused(there.home, 'There is no complete backup in it.');
    const { folder } = backupAt(backups);
    const manifest = join(folder, 'manifest.json');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('"format": 1', '"format": 2'));
    await refused(folder, 'Update Yardstick, then restore the backup. [BACKUP_NEWER]');
    writeFileSync(manifest, text);
    appendFileSync(join(folder, 'home', 'secrets.json'), ' ');
    await refused(folder, 'its checksum differs');
  });

  test('a home in which nothing was started has nothing to back up', async () => {
    const empty = new CommandLine({});
    const { code, stderr } = await empty.run('backup');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('[BACKUP_IMPOSSIBLE]') });
    empty.remove();
  });
});

/** Whether a folder is under way in another, with something in it. */
function unfinishedIn(folder: string, inside = '.'): boolean {
  return readdirSync(folder).some(
    (name) => name.includes('.unfinished-') && existsSync(join(folder, name, inside)),
  );
}

/** Runs a command and kills it as soon as something is so. */
async function killed(yardstick: CommandLine, args: readonly string[], isNow: () => boolean): Promise<void> {
  const { process: command, answer, exited } = yardstick.foreground(...args);
  answer.catch(() => undefined);
  await expect.poll(isNow, { timeout: 60_000, interval: 5 }).toBe(true);
  command.kill('SIGKILL');
  expect(await exited).toBe(null);
}

/** Ctrl-C while the engines start; what was said on standard error. */
async function interrupted(yardstick: CommandLine, args: readonly string[]): Promise<string> {
  const { process: command, pid, answer, exited } = yardstick.foreground(...args);
  answer.catch(() => undefined);
  let said = '';
  command.stderr?.on('data', (words: string) => {
    said += words;
  });
  await expect
    .poll(() => unfinishedIn(yardstick.home, 'postgres'), { timeout: 60_000, interval: 5 })
    .toBe(true);
  process.kill(-pid, 'SIGINT');
  expect(await exited).toBe(1);
  return said;
}

async function inHome<T>(root: string, work: (engines: RunningEngines) => Promise<T>): Promise<T> {
  const opened = await openHome(root);
  if (opened.state !== 'opened') throw new Error(opened.message);
  try {
    return await withStartedEngines(opened.home, work);
  } finally {
    await opened.home.close();
  }
}

async function filled({ ledgerUrl, clickhouse }: RunningEngines): Promise<void> {
  const ledger = openLedger(ledgerUrl);
  await migrate(ledger);
  await createAccount(ledger.db, account);
  await ledger.close();
  const warehouse = openWarehouse(clickhouse);
  await createFoundations(warehouse);
  await warehouse.command('CREATE TABLE mart.kept (n UInt64) ENGINE = MergeTree ORDER BY n');
  await warehouse.command('INSERT INTO mart.kept SELECT number FROM numbers(3)');
  await warehouse.command("CREATE USER ann IDENTIFIED BY 'of ten letters'");
  await warehouse.close();
}

function contentOf(root: string) {
  return inHome(root, async ({ ledgerUrl, clickhouse }) => {
    const ledger = openLedger(ledgerUrl);
    const emails = (await allAccounts(ledger.db)).map(({ email }) => email);
    await ledger.close();
    const warehouse = openWarehouse(clickhouse);
    const [found] = await warehouse.rows<{ rows: string }>('SELECT count() AS rows FROM mart.kept');
    const bySql = await warehouse.rows<{ name: string }>(
      "SELECT name FROM system.users WHERE name NOT IN ('admin', 'loader', 'bi', 'portal')",
    );
    await warehouse.close();
    return { rows: Number(found?.rows), emails, users: bySql.map(({ name }) => name) };
  });
}
