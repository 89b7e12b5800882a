import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { baseReference, chainOf, newestWhole } from './chain.ts';
import { type EngineBackup, type EngineManifest, writeManifest } from './manifest.ts';
import { testBackup } from './test-backup.ts';

let folder: string;
let full: EngineBackup;
let second: EngineBackup;
let third: EngineBackup;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-chain-'));
  full = testBackup(folder, 1);
  second = testBackup(folder, 2, { base: { id: full.manifest.id, folder: `../${full.manifest.id}` } });
  third = testBackup(folder, 3, { base: { id: second.manifest.id, folder: `../${second.manifest.id}` } });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ids = (chain: readonly EngineBackup[]) => chain.map(({ manifest }) => manifest.id);

test('a backup comes with those it stands on, where they were or under another name beside', () => {
  expect(baseReference(second.folder, full)).toEqual(second.manifest.base);
  expect(ids(chainOf(third))).toEqual(ids([third, second, full]));
  renameSync(full.folder, join(folder, 'the first one'));
  expect(ids(chainOf(third))).toEqual(ids([third, second, full]));
});

test('the base that is missing is named, and the newest backup that misses none is built on', () => {
  expect(newestWhole(folder)?.manifest.id).toBe(third.manifest.id);
  rmSync(second.folder, { recursive: true });
  expect(() => chainOf(third)).toThrow(
    expect.objectContaining({ code: 'BACKUP_INVALID', message: expect.stringContaining(second.manifest.id) }),
  );
  expect(newestWhole(folder)?.manifest.id).toBe(full.manifest.id);
  rmSync(full.folder, { recursive: true });
  expect(newestWhole(folder)).toBeUndefined();
});

test('backups that stand on each other are no chain', () => {
  const around: EngineManifest = { ...full.manifest, base: baseReference(full.folder, third) };
  writeManifest(full.folder, around);
  expect(() => chainOf(third)).toThrow(expect.objectContaining({ code: 'BACKUP_INVALID' }));
  expect(newestWhole(folder)).toBeUndefined();
});
