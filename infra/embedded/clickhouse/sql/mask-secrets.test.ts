import { expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

test.each([
  [
    "CREATE USER u IDENTIFIED WITH sha256_password BY 'hush' HOST LOCAL",
    "CREATE USER u IDENTIFIED WITH sha256_password BY '[HIDDEN]' HOST LOCAL",
  ],
  [
    "ALTER USER u IDENTIFIED BY 'hush', plaintext_password BY 'hush'",
    "ALTER USER u IDENTIFIED BY '[HIDDEN]', plaintext_password BY '[HIDDEN]'",
  ],
  [
    "SELECT * FROM mysql('h:1', 'd', 't', 'u', 'hush') WHERE a = 'x'",
    "SELECT * FROM mysql('h:1', '[HIDDEN]', '[HIDDEN]', '[HIDDEN]', '[HIDDEN]') WHERE a = 'x'",
  ],
  ["SELECT * FROM url('https://u:hush@h/x', CSV)", "SELECT * FROM url('https://[HIDDEN]@h/x', CSV)"],
  [
    "CREATE TABLE t (a Int8) ENGINE = S3('https://b/x', 'hush', 'hush', 'CSV')",
    "CREATE TABLE t (a Int8) ENGINE = S3('https://b/x', '[HIDDEN]', '[HIDDEN]', '[HIDDEN]')",
  ],
  [
    "CREATE DICTIONARY d (a Int8) PRIMARY KEY a SOURCE(MYSQL(HOST 'h' PASSWORD 'hush' DB 'd'))",
    "CREATE DICTIONARY d (a Int8) PRIMARY KEY a SOURCE(MYSQL(HOST 'h' PASSWORD '[HIDDEN]' DB '[HIDDEN]'))",
  ],
  [
    "CREATE NAMED COLLECTION c AS secret_access_key = 'hush', url = 'x'",
    "CREATE NAMED COLLECTION c AS secret_access_key = '[HIDDEN]', url = 'x'",
  ],
  ["SELECT encrypt('aes-256-ofb', 'hush', 'hush')", "SELECT encrypt('aes-256-ofb', '[HIDDEN]', '[HIDDEN]')"],
  ["SELECT 'nothing', 'https://host/path'", "SELECT 'nothing', 'https://host/path'"],
  ["CREATE USER u IDENTIFIED BY 'hush", "CREATE USER u IDENTIFIED BY '[HIDDEN]'"],
  ["SELECT lower('a') FROM t", "SELECT lower('a') FROM t"],
])('%s', (sql, masked) => {
  expect(maskSecrets(sql)).toBe(masked);
});
