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
    expect(problem('a: [')).toMatch(/is not valid YAML/);
  });

  it('names the variable a secret is missing from', () => {
    expect(problem(good, {})).toMatch(/sources\.erp\.connection\.url: .*ERP_URL, which is not set/);
  });

  it('takes engines from the environment, credentials out of the address', () => {
    const config = load(good, { ERP_URL: 'postgres://x', CLICKHOUSE_URL: 'http://bob:p%40ss@ch:8123/' });
    expect(config.engines.clickhouse).toEqual({ url: 'http://ch:8123/', username: 'bob', password: 'p@ss' });
  });
});
