import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectOnce } from '../../cli/runtime/connect.ts';
import { ensureSearchAttributes, missingSearchAttributes } from '../../cli/runtime/search-attributes.ts';
import { temporalOptions } from '../../cli/runtime/temporal-options.ts';
import { temporalFromEnvironment, temporalSchema } from '../../config/temporal.ts';
import { testTemporal } from '../../infra/embedded/temporal/test-server.ts';
import { openTlsFront, type TlsFront } from '../harness/tls-front.ts';

describe('a Temporal of one’s own behind TLS', { timeout: 120_000 }, () => {
  let temporal: Awaited<ReturnType<typeof testTemporal>>;
  let front: TlsFront;

  beforeAll(async () => {
    temporal = await testTemporal({ searchAttributes: {} });
    front = await openTlsFront(temporal.address);
  }, 120_000);
  afterAll(async () => {
    await front?.stop();
    await temporal?.stop();
  });

  function settings(more: Record<string, string>) {
    const env = {
      TEMPORAL_ADDRESS: front.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: front.files.ca,
      ...more,
    };
    return temporalSchema.parse(temporalFromEnvironment(env));
  }
  const certified = () => ({
    TEMPORAL_TLS_CLIENT_CERT_PATH: front.files.clientCert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: front.files.clientKey,
  });

  it('is reached by client and worker, and gets the search attributes it lacks', async () => {
    const connection = connectOnce(settings(certified()));
    const client = await connection.client();
    expect(await missingSearchAttributes(client)).toEqual(['asset', 'runKind', 'runStatus']);
    await ensureSearchAttributes(client);
    await expect.poll(() => missingSearchAttributes(client), { timeout: 30_000 }).toEqual([]);
    await connection.close();
    const worker = await NativeConnection.connect(temporalOptions(settings(certified())));
    await worker.close();
  });

  it('refuses who shows no certificate', async () => {
    await expect(connectOnce(settings({})).client()).rejects.toThrow();
  });

  it('names a certificate that cannot be read', () => {
    const wrong = settings({ ...certified(), TEMPORAL_TLS_CLIENT_KEY_PATH: '/nowhere/key.pem' });
    expect(() => temporalOptions(wrong)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', subject: '/nowhere/key.pem' }),
    );
  });
});
