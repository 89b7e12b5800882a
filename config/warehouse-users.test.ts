import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { loadConfig } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** REF stands for a reference to a password. */
function load(user: string) {
  const file = join(folder, 'yardstick.yaml');
  const users = user.replaceAll('REF', `'\${env:ADA}'`);
  writeFileSync(file, `company: { name: Test }\nsources: {}\nwarehouse: { users: [${users}] }\n`);
  return loadConfig(file, { ADA: 'a long password' });
}

function problem(user: string): string {
  try {
    load(user);
  } catch (error) {
    if (error instanceof YardstickError) return error.explain();
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('users of the warehouse', () => {
  it('have their password by reference, and defaults', () => {
    const { users } = load('{ name: ada, password: REF, rows: { region: [East, 7] } }').warehouse;
    expect(users).toEqual([
      {
        ...{ name: 'ada', password: 'a long password', role: 'analyst', databases: ['dim', 'fct', 'mart'] },
        may: [],
        rows: { region: ['East', '7'] },
      },
    ]);
  });

  it('see pay only where it is granted', () => {
    const { users } = load('{ name: ada, password: REF, may: ["pay:by-name"] }').warehouse;
    expect(users[0]?.may).toEqual(['pay:by-name']);
    expect(problem('{ name: ada, password: REF, may: [salary] }')).toMatch(
      /users\.0\.may\.0: found "salary", expected one of/,
    );
  });

  it.each([
    ['{ name: ada, password: secret }', /warehouse\.users\.0\.password.*holds a secret in clear/s],
    ['{ name: admin, password: REF }', /users\.0\.name: found "admin", expected another name/],
    ["{ name: 'a b', password: REF }", /users\.0\.name: found "a b", expected letters/],
    ['{ name: ada }', /users\.0\.password: found nothing, expected either password/],
    ["{ name: ada, password: REF, passwordHash: '$argon2id$x' }", /expected either password/],
    ["{ name: ada, passwordHash: 'x' }", /users\.0\.passwordHash: found .*, expected an argon2id hash/],
    ['{ name: ada, password: REF, role: king }', /users\.0\.role: found "king", expected one of analyst/],
    ...['store', 'stg', 'raw', 'meta'].map((database): [string, RegExp] => [
      `{ name: ada, password: REF, databases: [mart, ${database}] }`,
      new RegExp(
        `users\\.0\\.databases\\.1: found "${database}", expected dim, fct, mart or a database of your own`,
      ),
    ]),
    ['{ name: ada, password: REF, databases: [system] }', /users\.0\.databases\.0: found "system"/],
    [
      '{ name: ada, password: REF, rows: { region: [] } }',
      /users\.0\.rows\.region: found a list, expected one entry/,
    ],
    [
      '{ name: ada, password: REF, rows: { region: East } }',
      /users\.0\.rows\.region: found "East", expected a list/,
    ],
    ['{ name: ada, password: REF }, { name: ada, password: REF }', /expected each name once/],
  ])('are refused: %s', (user, sentence) => {
    expect(problem(user)).toMatch(sentence);
  });
});
