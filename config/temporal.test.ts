import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-temporal-'));
writeFileSync(join(folder, 'key'), 'k\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function temporal(written: string, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'yardstick.yaml');
  const engines = written === '' ? '' : `engines: { temporal: { ${written} } }`;
  writeFileSync(file, `company: { name: Test }\nsources: {}\n${engines}\n`);
  return loadConfig(file, env).engines.temporal;
}
const inEnvironment = (more: NodeJS.ProcessEnv) => temporal('', { TEMPORAL_ADDRESS: 't:7233', ...more });

describe('a Temporal of one’s own', () => {
  it('is spoken to over TLS where an API key is sent, wherever it is written', () => {
    expect(temporal('address: "t:7233"')).toMatchObject({ tls: false });
    expect(temporal(`address: "t:7233", apiKey: "\${file:key}"`)).toMatchObject({ tls: true, apiKey: 'k' });
    expect(inEnvironment({})).toMatchObject({ tls: false });
    expect(inEnvironment({ TEMPORAL_API_KEY: 'k' })).toMatchObject({ tls: true, apiKey: 'k' });
  });

  it('gets no API key in clear', () => {
    const refused = expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('an API key must not travel in clear'),
    });
    expect(() => temporal(`address: "t:7233", apiKey: "\${file:key}", tls: false`)).toThrow(refused);
    expect(() => inEnvironment({ TEMPORAL_API_KEY: 'k', TEMPORAL_TLS: 'false' })).toThrow(refused);
  });

  it('takes TEMPORAL_TLS as a yes or a no, and refuses anything else', () => {
    expect(inEnvironment({ TEMPORAL_TLS: '1' })).toMatchObject({ tls: true });
    expect(inEnvironment({ TEMPORAL_TLS: 'True' })).toMatchObject({ tls: true });
    const ca = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: 'ca.pem' };
    expect(inEnvironment({ TEMPORAL_TLS: '0', ...ca })).toMatchObject({ tls: false });
    expect(inEnvironment({ TEMPORAL_TLS: 'true', ...ca })).toMatchObject({ tls: { serverCaFile: 'ca.pem' } });
    expect(() => inEnvironment({ TEMPORAL_TLS: 'yes' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', subject: 'TEMPORAL_TLS' }),
    );
  });

  it('finds certificates beside the configuration', () => {
    const files = 'clientCertFile: tls/us.pem, clientKeyFile: /etc/us.key, serverName: them';
    expect(temporal(`address: "t:7233", tls: { ${files} }`)?.tls).toEqual({
      ...{ clientCertFile: join(folder, 'tls/us.pem'), clientKeyFile: '/etc/us.key' },
      serverName: 'them',
    });
  });
});
