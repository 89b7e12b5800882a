import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readTargetFile } from './target-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-target-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'targets.yaml');
const read = (text: string) => {
  writeFileSync(file, text);
  return readTargetFile(file, z.object({ value: z.string() }));
};
const refused = (message: string) =>
  expect.objectContaining({ code: 'TARGET_REFUSED', subject: file, message });

describe('a file of targets', () => {
  it('keeps numbers as they were written', () => {
    expect(read('value: 1e6')).toEqual({ value: '1e6' });
  });

  it('that is no YAML is refused with the place', () => {
    expect(() => read('name: a\nvalue: {b: 1')).toThrow(
      refused(expect.stringMatching(/^It cannot be read as YAML: .* at line 2, column \d+\.$/)),
    );
  });

  it('that is not there is refused as such', () => {
    const missing = () => readTargetFile(join(folder, 'nosuch.yaml'), z.object({}));
    expect(missing).toThrow('There is no such file, or it may not be read.');
  });

  it('without a list is refused', () => {
    expect(() => read('12')).toThrow(refused('It holds no list.'));
  });
});
