import { describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { refuseClearSecrets } from './clear-secrets.ts';

function refusal(document: unknown): string {
  try {
    refuseClearSecrets(document);
    return '';
  } catch (caught) {
    return caught instanceof YardstickError ? caught.explain() : String(caught);
  }
}

describe('secrets in clear', () => {
  it.each([
    ['engines.clickhouse.password', { engines: { clickhouse: { password: 'hunter2' } } }],
    ['engines.temporal.apiKey', { engines: { temporal: { apiKey: 'hunter2' } } }],
    ['sources.crm.clientSecret', { sources: { crm: { clientSecret: 'hunter2' } } }],
    ['sources.social.accessToken', { sources: { social: { accessToken: 'hunter2' } } }],
    ['sources.crm.privateKey', { sources: { crm: { privateKey: 'hunter2' } } }],
    [
      'sources.erp.connection.url',
      { sources: { erp: { connection: { url: 'postgres://reader:hunter2@db/erp' } } } },
    ],
    ['engines.ledger.url', { engines: { ledger: { url: 'postgres://:hunter2@db/ledger' } } }],
    ['engines.ledger.url', { engines: { ledger: { url: 'postgres://u:hun/hunter2@db/ledger' } } }],
    ['engines.ledger.url', { engines: { ledger: { url: 'postgres://db/ledger?user=u&password=hunter2' } } }],
    ['notify.webhook', { notify: { webhook: 'https://hooks.example/T0?token=hunter2' } }],
    ['notify.webhook', { notify: { webhook: 'https://open.feishu.cn/open-apis/bot/v2/hook/hunter2' } }],
    ['notify.webhook', { notify: { webhook: 'https://open.larksuite.com/open-apis/bot/hook/hunter2' } }],
    ['notify.webhook', { notify: { webhook: 'https://hooks.slack.com/services/T0/B0/hunter2' } }],
  ])('are refused under %s, and not repeated', (key, document) => {
    expect(refusal(document)).toContain(key);
    expect(refusal(document)).not.toContain('hunter2');
  });

  it.each([
    { password: `\${env:CLICKHOUSE_PASSWORD}` },
    { accessToken: `Bearer \${file:token}` },
    { password: '' },
    { url: `\${env:ERP_URL}` },
    { url: `postgres://reader:\${env:ERP_PASSWORD}@db/erp` },
    { url: `https://open.feishu.cn/open-apis/bot/v2/hook/\${env:HOOK}` },
    { url: `https://hooks.slack.com/services/\${env:HOOK}` },
    { url: 'postgres://reader@db/erp' },
    { url: `postgres://db/erp?user=u&password=\${env:ERP_PASSWORD}` },
    { url: 'postgres://db/erp?sslmode=require' },
    { url: 'https://api.weibo.com/2?at=12:30@noon' },
    { clientKeyFile: 'client.key', primaryKey: ['order_no'], keys: 'a' },
    { tokens: 3, password: null },
  ])('are not seen in %j', (document) => {
    expect(refusal(document)).toBe('');
  });
});
