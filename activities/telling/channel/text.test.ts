import { expect, it } from 'vitest';
import { plainInMarkdown } from './markdown.ts';
import { textOf } from './text.ts';

const outgoing = (lines: readonly string[], more?: number) => ({
  ...{ id: '7', recipient: '', now: new Date(0), language: 'en' as const },
  content: { title: 'Acme: to look at', lines, items: [], ...(more === undefined ? {} : { more }) },
});

it('leaves out whole lines and counts them, with those that were left out before', () => {
  const lines = ['a'.repeat(30), 'b'.repeat(30), 'c'.repeat(30)];
  expect(textOf(outgoing(lines, 5), 130)).toBe(
    `Acme: to look at\n- ${lines[0]}\n- ${lines[1]}\n… and 6 more\nNo. 7`,
  );
});

it('cuts a first line that has no room, between characters', () => {
  const text = textOf(outgoing(['回'.repeat(400), 'next']), 200);
  expect(text).toMatch(/^Acme: to look at\n- 回{40,}…\n… and 1 more\nNo\. 7$/);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200);
});

it('keeps a text on its line, and markup of sources a text', () => {
  const line = 'Customer [here](https://evil.example)\n<@all> & <font color="info">';
  const text = textOf(outgoing([line]), 4_000, { bullet: '> ', plain: plainInMarkdown });
  expect(text).toContain('\n> Customer [here］(https://evil.example) ＜@all＞ & ＜font color="info"＞\n');
});
