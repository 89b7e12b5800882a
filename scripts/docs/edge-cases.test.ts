import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { named, tableRows } from './table.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/edge-cases.md', root), 'utf8');
const cases = tableRows(page, /^\d+$/);
const rows = [...cases, ...tableRows(page, /^B\d+$/)];

it('lists forty cases in order, each with a state', () => {
  expect(cases.map(([no]) => Number(no))).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  expect(rows.map((cells) => cells[4]).filter((state) => !/^(done|partly: .+)$/.test(state ?? ''))).toEqual(
    [],
  );
});

it.each(rows)('case %s, %s: the tests it names exist', (_no, _case, _outcome, tests) => {
  for (const test of tests?.split('<br>') ?? []) {
    const [file = ''] = named(test);
    const title = test.slice(test.indexOf('›') + 1).trim();
    expect(existsSync(new URL(file, root)), file).toBe(true);
    expect(readFileSync(new URL(file, root), 'utf8'), `${file} has no test “${title}”`).toContain(title);
  }
});
