import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is made with those above it, whatever their names, and may be there already', () => {
  const path = join(folder, 'two words', '数据', 'home');
  makeFolder(path, 0o700);
  makeFolder(path, 0o700);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('a file is no folder, and none can be below it', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file, 0o700)).toThrow('ENOTDIR');
  expect(() => makeFolder(join(file, 'below'), 0o700)).toThrow('ENOTDIR');
});

test('a link that leads nowhere is refused', () => {
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  expect(() => makeFolder(join(folder, 'link'), 0o700)).toThrow('EEXIST');
});

test('a place where the system makes none is refused at once', ({ skip }) => {
  if (!existsSync('/proc/self')) return skip('It needs /proc.');
  expect(() => makeFolder('/proc/none/of/this', 0o700)).toThrow(/E[A-Z]+: .*\/proc\/none/);
});
