import { describe, expect, test } from 'vitest';
import { projectFiles, textOf } from './project-files.ts';

/** What runs on ClickHouse; the sample company's own tables are another engine's. */
const queries = projectFiles().filter((path) => /(^|\/)(stg|dim|fct|mart|checks)\/.*\.sql$/.test(path));

/** The argument texts of every call of one of `names`, nested calls and commas within brackets respected. */
function callsOf(sql: string, names: RegExp): string[][] {
  return [...sql.matchAll(names)].map((match) => argumentsAt(sql, match.index + match[0].length));
}

function argumentsAt(sql: string, start: number): string[] {
  const found = [''];
  for (let at = start, depth = 0; at < sql.length; at++) {
    const character = sql[at] ?? '';
    if (character === ')' && depth === 0) break;
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character === ',' && depth === 0) found.push('');
    else found[found.length - 1] += character;
  }
  return found.map((argument) => argument.trim());
}

/** A day of a moment depends on the zone; a text literal, or what already is a day, has none. */
function lacksZone(call: readonly string[]): boolean {
  const [value = ''] = call;
  return (
    call.length < 2 &&
    !/^'\d{4}-\d{2}-\d{2}'$/.test(value) &&
    !/(_on|_date|_day|\bday|\bmonth)\)*$/.test(value)
  );
}

describe('SQL', () => {
  test('turns a moment into a day only with a zone', () => {
    const days = /\b(?:toDate|toDate32|toYYYYMMDD)\(/gi;
    const calls = queries.flatMap((path) =>
      callsOf(textOf(path), days)
        .filter(lacksZone)
        .map((call) => `${path}: ${call.join(', ')}`),
    );
    expect(calls).toEqual([]);
  });

  test('never asks the server for today: a run has its own clock', () => {
    const clocks = /\b(now|now64|today|yesterday)\(\s*\)/i;
    expect(queries.filter((path) => clocks.test(textOf(path).replaceAll(/--.*$/gm, '')))).toEqual([]);
  });

  test('is one SELECT per file', () => {
    expect(
      queries.filter((path) =>
        /;\s*\S/.test(
          textOf(path)
            .replaceAll(/--.*$/gm, '')
            .replaceAll(/'[^']*'/g, "''"),
        ),
      ),
    ).toEqual([]);
  });

  test('the reading of calls sees nesting and commas', () => {
    expect(callsOf('toDate(if(a, b, c), zone), toDate(x)', /toDate\(/g)).toEqual([
      ['if(a, b, c)', 'zone'],
      ['x'],
    ]);
    expect(lacksZone(['created_at'])).toBe(true);
    expect(lacksZone(['created_at', '{timezone:String}'])).toBe(false);
  });
});
