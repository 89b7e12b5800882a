import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { loadConfig } from './load.ts';

const good = `
company: { name: Test }
precedence: [erp]
sources:
  erp: { connector: sql, connection: { url: '\${env:ERP_URL}' } }
`;

function load(text: string, env: NodeJS.ProcessEnv = { ERP_URL: 'postgres://x' }) {
  const file = join(mkdtempSync(join(tmpdir(), 'yardstick-config-')), 'yardstick.yaml');
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
    ['notify: { webhook: abc }', /notify\.webhook: found "abc", expected an address/],
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
    expect(text).toMatch(/sources\.Erp-1: this key cannot be used, expected a name of lower-case letters/);
    expect(text).not.toContain('connection');
  });

  it.each(['', '# only a comment', 'hello', '- a', '\u0000\u0001\u0002'])(
    'finds no configuration in %j',
    (text) => {
      expect(problem(text)).toMatch(/holds no keys such as company and sources/);
    },
  );

  it.each(['a: [', '\tcompany: 1', 'company: *x', 'a: 1\na: 2'])(
    'tells on one line that %j is no YAML',
    (text) => {
      expect(problem(text)).toMatch(/^.*is not valid YAML: .* Correct it there and start again.*$/);
    },
  );

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
