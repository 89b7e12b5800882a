import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAccess } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: string): string {
  const file = join(folder, 'access.json');
  writeFileSync(file, content);
  return file;
}

test('a file of the time before quotas and settings is read', () => {
  const role = { name: 'staff', grants: ['GRANT SELECT ON shop.*'], roles: [] };
  expect(readAccess(written(JSON.stringify({ users: [], roles: [role], policies: [] })))).toEqual({
    users: [],
    roles: [{ ...role, settings: [] }],
    policies: [],
    quotas: [],
    profiles: [],
  });
});

test('a file that cannot be understood is not taken for an empty one', () => {
  for (const content of ['{', '{"users":[],"roles":[],"policies":[],"masks":[]}'])
    expect(() => readAccess(written(content))).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});
