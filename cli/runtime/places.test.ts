import { expect, test } from 'vitest';
import { placesOf } from './places.ts';

const secrets = {
  ledger: 'l'.repeat(16),
  clickhouseAdmin: 'a'.repeat(16),
  clickhouseLoader: 'o'.repeat(16),
  clickhouseBi: 'b'.repeat(16),
  clickhousePortal: 'r'.repeat(16),
  portalSession: 'p'.repeat(32),
  demo: 'd'.repeat(16),
};
const running = { clickhouse: 'http://127.0.0.1:8123', temporal: '127.0.0.1:7233', ledger: 'postgres://x' };

test('an engine named by the configuration wins over the one that runs in the home', () => {
  const places = placesOf({ ledger: { url: 'postgres://elsewhere' } }, running, secrets);
  expect(places.ledgerUrl).toBe('postgres://elsewhere');
  expect(places.clickhouse).toEqual({
    url: 'http://127.0.0.1:8123',
    username: 'loader',
    password: secrets.clickhouseLoader,
  });
});

test('without either, the advice says how to start', () => {
  expect(() => placesOf({}, undefined, undefined)).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
});
