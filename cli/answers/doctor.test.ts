import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectTo } from '../runtime/connect.ts';
import { doctor } from './doctor.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function configuration(sources: string): string {
  const file = join(folder, 'yardstick.yaml');
  writeFileSync(file, `company: { name: Test }\nsources:\n${sources}`);
  return file;
}

describe('before the first start', () => {
  beforeEach(() => {
    vi.stubEnv('YARDSTICK_HOME', join(folder, 'home'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('the doctor names every source whose block is wrong, and asks no engine', async () => {
    const config = configuration(
      '  erp: { connector: oracle }\n  crm: { connector: salesforce, loginUrl: 3 }\n',
    );
    const { text, failed } = await doctor({ config });
    expect(failed).toBe(true);
    expect(text).toContain('sources.erp.connector: There is no connector "oracle"');
    expect(text).toContain('sources.crm: loginUrl: found a number, expected a text.');
    expect(text).not.toContain('Engines');
  });

  it('the doctor says of a good configuration that only the engines are missing', async () => {
    const config = configuration(
      "  social: { connector: weibo, startDate: '2026-01-01', accessToken: '' }\n",
    );
    expect((await doctor({ config })).text).toContain('sources.social: accessToken:');
    const mended = configuration('  {}\n');
    const { text } = await doctor({ config: mended });
    expect(text).toContain(`✓ Configuration: ${mended}, 0 sources, 0 streams`);
    expect(text).toContain('✗ Engines: Yardstick does not run in this home.');
  });

  it('any other command tells of the configuration first', () => {
    const config = configuration('  erp: { connector: oracle }\n');
    expect(() => connectTo({ config })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', subject: config }),
    );
    expect(() => connectTo({ config: configuration('  {}\n') })).toThrow(
      expect.objectContaining({ code: 'NOT_RUNNING' }),
    );
  });
});
