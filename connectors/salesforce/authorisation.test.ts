import { generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { noSignal, testContext } from '../kit/test-context.ts';
import { salesforceAuthorisation } from './authorisation.ts';
import { salesforceConfig } from './config.ts';
import { login, nothing, now, testSalesforce } from './test-salesforce.ts';

const { open, script, url } = testSalesforce();

describe('logging in', () => {
  it('by a refresh token', async () => {
    let sent = '';
    script.login = (form) => {
      sent = form.toString();
      return { ...login, instance_url: url() };
    };
    await open({ grant: 'refresh_token', refreshToken: 'r1' }).connector.slices(
      'Opportunity',
      nothing,
      noSignal,
    );
    expect(sent).toBe('grant_type=refresh_token&client_id=client&client_secret=hush&refresh_token=r1');
  });

  it('by a signed assertion that lives three minutes', async () => {
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    let claims: unknown;
    script.login = (form) => {
      const clockTimestamp = now().getTime() / 1000;
      claims = jwt.verify(form.get('assertion') ?? '', keys.publicKey, { clockTimestamp });
      return { ...login, instance_url: url() };
    };
    const grant = { grant: 'jwt_bearer', username: 'robot@example.com', privateKey: keys.privateKey };
    await open(grant).connector.slices('Opportunity', nothing, noSignal);
    expect(claims).toEqual({
      iss: 'client',
      sub: 'robot@example.com',
      aud: url(),
      exp: now().getTime() / 1000 + 180,
    });
  });

  it('says when it is refused, without the secret', async () => {
    script.login = (_, reply) =>
      reply.code(400).send({ error: 'invalid_grant', error_description: 'hush is wrong' });
    const report = await open().connector.check(noSignal);
    expect(report.streams[0]?.problem).toContain('Salesforce refused the login (invalid_grant).');
    expect(JSON.stringify(report)).not.toContain('hush');
  });
});

describe('the name of a token', () => {
  const keyOf = (source: string, more: Record<string, unknown>) => {
    const config = salesforceConfig.parse({
      ...{ loginUrl: 'https://login.salesforce.com', clientId: 'app', startDate: '2024-01-01', objects: {} },
      ...more,
    });
    return salesforceAuthorisation(config, testContext(source, now).context).key;
  };
  const refresh = { grant: 'refresh_token', refreshToken: 'r1' };
  const assertion = { grant: 'jwt_bearer', username: 'robot@example.com', privateKey: 'k1' };

  it('is the same for the same credential', () => {
    expect(keyOf('crm', refresh)).toBe(keyOf('crm', refresh));
  });

  type Credential = readonly [source: string, more: Record<string, unknown>];
  it.each<[string, Credential, Credential]>([
    [
      'another organisation by its refresh token',
      ['crm', refresh],
      ['crm', { ...refresh, refreshToken: 'r2' }],
    ],
    ['another source', ['crm', refresh], ['crm_asia', refresh]],
    ['another user', ['crm', assertion], ['crm', { ...assertion, username: 'new@example.com' }]],
    ['another key', ['crm', assertion], ['crm', { ...assertion, privateKey: 'k2' }]],
    ['another secret', ['crm', { clientSecret: 's1' }], ['crm', { clientSecret: 's2' }]],
  ])('differs for %s of one connected app', (_, one, other) => {
    expect(keyOf(...one)).not.toBe(keyOf(...other));
  });

  it('holds no secret', () => {
    expect(keyOf('crm', { ...refresh, refreshToken: 'hush-1', clientSecret: 'hush-2' })).not.toContain(
      'hush',
    );
  });
});
