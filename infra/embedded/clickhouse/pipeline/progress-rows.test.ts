import { expect, test } from 'vitest';
import { ProgressFirst, tellsProgress } from './progress-rows.ts';

const progress = '{"progress":{"read_rows":"2"}}\n';
const meta = '{"meta":[{"name":"n","type":"UInt8"}]}\n';
const row = '{"row":{"n":"{\\"progress\\":1}"}}\n';

/** What comes out of chunks, and how much of it before the end. */
async function through(chunks: readonly string[]): Promise<{ before: string; all: string }> {
  let all = '';
  const ordered = new ProgressFirst(async (chunk) => {
    all += Buffer.from(chunk).toString();
  });
  for (const chunk of chunks) await ordered.write(Buffer.from(chunk));
  const before = all;
  await ordered.end();
  return { before, all };
}

test.each([
  ['behind the rows', [meta, row, progress, row], progress + meta + row + row],
  ['first already', [progress + meta, row], progress + meta + row],
  ['twice', [meta + progress + row + progress], progress + meta + row + progress],
  ['in a chunk of its own letters', [...(meta + row + progress + row)], progress + meta + row + row],
])('progress that stands %s comes first, and the rest as it was', async (_name, chunks, expected) => {
  const { before, all } = await through(chunks);
  expect([before, all]).toEqual([expected, expected]);
});

test('rows without progress are kept back until the end, or until they are many', async () => {
  expect(await through([meta, row])).toEqual({ before: '', all: meta + row });
  const many = Array.from({ length: 40 }, () => row.repeat(1_000));
  const { before, all } = await through(many);
  expect(before).toBe(all);
  expect(all).toBe(many.join(''));
});

test.each([
  ['JSONEachRowWithProgress', true],
  ['jsonstringseachrowwithprogress', true],
  ['JSONCompactEachRowWithProgress', true],
  ['JSONEachRow', false],
])('%s tells progress: %s', (format, tells) => {
  expect(tellsProgress(format)).toBe(tells);
});
