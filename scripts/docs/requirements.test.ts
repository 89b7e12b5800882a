import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { named, tableRows } from './table.ts';

const root = new URL('../../', import.meta.url);
const rows = tableRows(readFileSync(new URL('docs/requirements.md', root), 'utf8'), /^R\d+$/);

describe('the table of requirements', () => {
  it('has each of R1 to R156 once, in order', () => {
    expect(rows.map(([name]) => name)).toEqual(Array.from({ length: 156 }, (_, index) => `R${index + 1}`));
  });

  it('says of each how far it is, and of what is not done what is missing', () => {
    const vague = rows.filter(([, , , , state]) => !/^(done|(partly|later): .+)$/.test(state ?? ''));
    expect(vague.map(([name, , , , state]) => `${name}: ${state}`)).toEqual([]);
  });

  it('names code and tests that exist', () => {
    const files = rows.flatMap(([name, , code = '', test = '']) =>
      [...named(code), ...named(test)].map((file) => [name, file] as const),
    );
    const gone = files.filter(([, file]) => !existsSync(new URL(file, root)));
    expect(gone.map(([name, file]) => `${name}: ${file}`)).toEqual([]);
  });

  it('names both of whatever it calls done or partly done, and tests that are tests', () => {
    const begun = rows.filter(([, , , , state = '']) => !state.startsWith('later'));
    const unproven = begun.filter(
      ([, , code = '', test = '']) => named(code).length === 0 || named(test).length === 0,
    );
    expect(unproven.map(([name]) => name)).toEqual([]);
    const others = rows
      .flatMap(([, , , test = '']) => named(test))
      .filter((file) => !/\.test\.tsx?$/.test(file));
    expect(others).toEqual([]);
  });
});
