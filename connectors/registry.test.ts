import { describe, expect, it } from 'vitest';
import { testContext } from './kit/test-context.ts';
import { connectorKinds, createConnector, streamNames } from './registry.ts';

const { context } = testContext('crm');

describe('the registry', () => {
  it('knows every kind', () => {
    expect(connectorKinds).toEqual(['file', 'fixture', 'ledger', 'plans', 'salesforce', 'sql', 'weibo']);
  });

  it('makes a connector from its configuration', async () => {
    const connector = await createConnector('weibo', { accessToken: 'x', startDate: '2026-01-01' }, context);
    expect(connector.streams.map(({ name }) => name)).toEqual(
      streamNames('weibo', { accessToken: 'x', startDate: '2026-01-01' }),
    );
  });

  it('lets a company decide elsewhere what it does not read of the ledger', () => {
    expect(streamNames('ledger', {})).toEqual([
      'target',
      'suspicion_decision',
      'customer_merge',
      'customer_apart',
    ]);
    expect(streamNames('ledger', { streams: ['suspicion_decision'] })).toEqual(['suspicion_decision']);
    expect(() => streamNames('ledger', { streams: ['targets'] })).toThrow(/streams\.0/);
  });

  it('names the key, what stands there and what is expected, and shows no value', async () => {
    const config = {
      loginUrl: 'https://login.example',
      clientId: 'id',
      clientSecret: ['hush'],
      startDate: '2026-01-01',
      objects: { Lead: { fields: { Name: 'words' } } },
      pageSize: 5,
    };
    await expect(createConnector('salesforce', config, context)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      subject: 'sources.crm',
      message:
        'clientSecret: found a list, expected a text. ' +
        'objects.Lead.fields.Name: found a text that is not shown here, expected one of string, int, decimal, float, bool, date, timestamp, json, amount, day, phone, text. ' +
        'pageSize is not a known key; remove it or correct its spelling.',
    });
  });

  it('asks for the secret that the grant needs', async () => {
    const config = {
      loginUrl: 'https://login.example',
      clientId: 'id',
      startDate: '2026-01-01',
      objects: {},
    };
    await expect(createConnector('salesforce', config, context)).rejects.toThrow(
      'clientSecret: found nothing, expected a text, as grant is client_credentials.',
    );
  });

  it('refuses a kind it does not know and lists those it does', async () => {
    await expect(createConnector('toString', {}, context)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      subject: 'sources.crm.connector',
      message:
        'There is no connector "toString"; known are file, fixture, ledger, plans, salesforce, sql, weibo.',
    });
  });

  it('refuses a time zone that does not exist and an address of another database', () => {
    const config = { connection: { url: 'mysql://x' }, zone: 'Asia/Peking', streams: {} };
    expect(() => streamNames('sql', config, 'erp')).toThrow(
      /connection\.url: found a text that is not shown here, expected an address like postgresql.*zone: found a text that is not shown here, expected a time zone/,
    );
  });
});
