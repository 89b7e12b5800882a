import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { loadConfig } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = `
company: { name: Test }
precedence: [erp]
sources:
  erp: { connector: sql, connection: { url: '\${env:ERP_URL}' } }
`;

function load(text: string, env: NodeJS.ProcessEnv = { ERP_URL: 'postgres://x' }) {
  const file = join(folder, 'yardstick.yaml');
  writeFileSync(file, text);
  return loadConfig(file, env);
}

function problem(text: string, env?: NodeJS.ProcessEnv): string {
  try {
    load(text, env);
  } catch (error) {
    if (error instanceof YardstickError) return error.explain();
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('yardstick.yaml', () => {
  it('fills defaults and resolves secrets by reference', () => {
    const config = load(good);
    expect(config.company.timezone).toBe('Asia/Shanghai');
    expect(config.sources[0]?.settings).toEqual({ connection: { url: 'postgres://x' } });
  });

  it('names key, finding and expectation', () => {
    expect(problem(good.replace('name: Test', 'name: Test, timezone: Mars/Base'))).toMatch(
      /company\.timezone: found "Mars\/Base", expected an IANA time zone such as Asia\/Shanghai/,
    );
    expect(problem(good.replace('name: Test', 'name: Test, fiscalYearStart: 13'))).toMatch(
      /company\.fiscalYearStart/,
    );
    expect(problem(`${good}\nschedul: {}`)).toMatch(/schedul is not a known key/);
    expect(problem(good.replace('[erp]', '[crm]'))).toMatch(
      /precedence: found crm, expected names of sources: erp/,
    );
  });

  it('keeps the name of the plan files for them, also where there are none', () => {
    expect(problem(good.replaceAll('erp', 'plans'))).toMatch(
      /sources\.plans: found connector sql, expected another name/,
    );
  });

  it.each([
    [
      'fiscalYearStart: thirteen',
      /company\.fiscalYearStart: found "thirteen", expected the number of a month/,
    ],
    ['fiscalYearStart: 13', /company\.fiscalYearStart: found 13, expected the number of a month/],
    ['timezone: 8', /company\.timezone: found 8, expected a text/],
    ['timezone: {a: b}', /company\.timezone: found a group of keys, expected a text/],
  ])('says of %s what stands there', (line, sentence) => {
    expect(problem(good.replace('name: Test', `name: Test, ${line}`))).toMatch(sentence);
  });

  it.each([
    ['retention: { rawDays: -1 }', /retention\.rawDays: found -1, expected a number of at least 30/],
    ['notify: { webhook: abc }', /notify\.webhook: found a text that is not shown here, expected an address/],
    [
      'schedule: { nightly: 0 99 * * * }',
      /schedule\.nightly: found "0 99 \* \* \*", expected a cron expression/,
    ],
    [
      'engines: { temporal: { address: a, tls: 3 } }',
      /tls: found 3, expected true or false, or a group of keys/,
    ],
  ])('says of %s what is expected', (line, sentence) => {
    expect(problem(`${good}\n${line}`)).toMatch(sentence);
  });

  it('does not repeat what stands under a source’s bad name', () => {
    const text = problem(good.replace('erp: { connector', 'Erp-1: { connector').replace('[erp]', '[]'));
    expect(text).toMatch(/sources\.Erp-1: this key cannot be used, expected lower-case letters/);
    expect(text).not.toContain('connection');
  });

  it.each(['', '# only a comment', 'hello', '- a', '\u0000\u0001\u0002'])(
    'finds no configuration in %j',
    (text) => {
      expect(problem(text)).toMatch(/holds no keys such as company and sources/);
    },
  );

  it.each(['a: &a [*a]', 'a: &a { b: *a }', 'a: [', '\tcompany: 1', 'company: *x', 'a: 1\na: 2'])(
    'tells on one line that %j is no YAML',
    (text) => {
      expect(problem(text)).toMatch(/^.*is not valid YAML: .* Correct it there and start again.*$/);
    },
  );

  it.each(['sources: { __proto__: { connector: sql } }', '? [a, b]\n: 1'])(
    'refuses the key of %j',
    (text) => {
      expect(problem(text)).toMatch(/a key is a list, a group or __proto__; write a name there/);
    },
  );

  it('repeats no key that may be a secret, and no more mistakes than somebody can read', () => {
    const text = problem(`${good}\n${Array.from({ length: 50 }, (_, n) => `x${n}: 1`).join('\n')}`);
    expect(text).toMatch(/x19 is not a known key.* And 30 more\./);
    expect(problem(`${good}\n"postgres://u:hunter2@h": 1`)).toMatch(
      /\(a key that is not shown\) is not a known/,
    );
    expect(problem(`${good}\nnotify: { webhook: hunter2 }`)).not.toContain('hunter2');
  });

  it.each([
    [{ LEDGER_URL: 'foo' }, /variable LEDGER_URL: found .*, expected an address such as postgresql/],
    [
      { CLICKHOUSE_URL: 'ftp://u:hunter2@h' },
      /variable CLICKHOUSE_URL: found .*, expected an address such as https/,
    ],
    [{ CLICKHOUSE_URL: 'https://u:h%zz@h' }, /variable CLICKHOUSE_URL: .* escaped, such as %40/],
  ])('names the variable of %j', (env, sentence) => {
    expect(problem(good, { ERP_URL: 'postgres://x', ...env })).toMatch(sentence);
    expect(problem(good, { ERP_URL: 'postgres://x', ...env })).not.toContain('hunter2');
  });

  it('tells of a mistake inside the form that was meant', () => {
    const tls = 'engines: { temporal: { address: a, tls: { serverCaFile: 5, nope: x } } }';
    expect(problem(`${good}\n${tls}`)).toMatch(
      /tls\.serverCaFile: found 5, expected a text\..*tls\.nope is not/,
    );
  });

  it('refuses a secret in clear', () => {
    expect(problem(good.replace(`'\${env:ERP_URL}'`, 'postgres://a:hunter2@db/erp'))).toMatch(
      /sources\.erp\.connection\.url: holds a secret in clear/,
    );
  });

  it('names the variable a secret is missing from', () => {
    expect(problem(good, {})).toMatch(/sources\.erp\.connection\.url: .*ERP_URL, which is not set/);
  });

  it('takes engines from the environment, credentials out of the address', () => {
    const config = load(good, { ERP_URL: 'postgres://x', CLICKHOUSE_URL: 'http://bob:p%40ss@ch:8123/' });
    expect(config.engines.clickhouse).toEqual({ url: 'http://ch:8123/', username: 'bob', password: 'p@ss' });
  });
});
