import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dictionary } from './dictionary.ts';
import { generatedPages } from './pages.ts';

it.each([...generatedPages()])('docs/%s is what `npm run docs` writes', (name, text) => {
  const kept = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  expect(kept === text, `docs/${name} is out of date: run \`npm run docs\``).toBe(true);
});

it('tells of a column its name, type, meaning and how it adds up, and of a table what it is made from', () => {
  const lines = dictionary('en').split('\n');
  const start = lines.indexOf('### fct.receivable');
  const table = lines.slice(start, lines.indexOf('### fct.opportunity'));
  expect(table).toContain(
    '| `open_base` | `Nullable(Decimal(38, 12))` | Not yet paid, at the booking rate | semi-additive: never over time |',
  );
  expect(table.join('\n')).toContain('one part a month by `month`');
  expect(table.join('\n')).toContain('made from `stg.invoice`, `stg.order`');
});

it('says the same tables and columns in both languages', () => {
  const named = (text: string) =>
    [...text.matchAll(/^(?:### |\| )`?([\w.]+)`?(?:$| \| `)/gm)].map(([, name]) => name);
  expect(named(dictionary('zh'))).toEqual(named(dictionary('en')));
  expect(named(dictionary('en')).length).toBeGreaterThan(400);
});
