import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withEngineLinks } from './engine-links.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-links-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('links to backups are gone afterwards, and those that a killed backup has left', async () => {
  const [backup, links] = [join(folder, 'backup'), join(folder, 'engine')];
  mkdirSync(backup);
  writeFileSync(join(backup, 'rows'), 'all');
  mkdirSync(links);
  for (const name of ['2026-11-22T020000Z-1a2b3c', 'of my own'])
    symlinkSync(join(folder, 'gone'), join(links, name));
  const id = '2026-11-22T020100Z-1a2b3c';
  const read = await withEngineLinks(links, [{ id, folder: backup }], async () =>
    readFileSync(join(links, id, 'rows'), 'utf8'),
  );
  expect(read).toBe('all');
  expect(readdirSync(links)).toEqual(['of my own']);
  expect(readdirSync(backup)).toEqual(['rows']);
});
