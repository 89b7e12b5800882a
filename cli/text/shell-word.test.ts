import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test('what needs no quotes is left as it is', () => {
  expect(shellWord('/mnt/backups/2026-11-22T020000Z-1a2b3c')).toBe('/mnt/backups/2026-11-22T020000Z-1a2b3c');
});

test.each(['my backups', "it's $HOME", '标尺', '', '$(false)\\'])('%j comes through a shell', (text) => {
  const said = execFileSync('/bin/sh', ['-c', `printf '%s' ${shellWord(text)}`], { encoding: 'utf8' });
  expect(said).toBe(text);
});
