import { describe, expect, it } from 'vitest';
import { type Asset, fn, monthly, sql } from '../models/kit/asset.ts';
import { notNull } from '../models/kit/check.ts';
import { date, string } from '../models/kit/column.ts';
import { sameMonth } from '../models/kit/mapping.ts';
import { codeFingerprint, type Settings } from './fingerprint.ts';
import { normaliseSql, parametersOf } from './sql-text.ts';

const asset: Asset = {
  key: 'fct.x',
  description: 'One row per thing.',
  columns: { id: string, day: date },
  partitions: monthly('day'),
  orderBy: ['id'],
  inputs: { line: sameMonth('stg.line') },
  compute: sql(),
  checks: [],
};
const settings: Settings = { zone: 'Asia/Shanghai', base_currency: 'CNY', months: 'never' };
const sqlText =
  "SELECT id, toDate(at, {zone:String}) AS day FROM line WHERE month IN {months:Array(Date)} AND a != '--'";
const code = codeFingerprint({ asset, sqlText, settings });

function of(change: Partial<Asset>, text = sqlText, company = settings): string {
  return codeFingerprint({ asset: { ...asset, ...change }, sqlText: text, settings: company });
}

describe('the code fingerprint', () => {
  it('survives comments, white space, descriptions, checks and settings it does not use', () => {
    const pretty = `-- what one row is\n${sqlText.replace('FROM', '\n  /* the lines */\n  FROM')};\n`;
    expect(of({}, pretty)).toBe(code);
    expect(of({ description: 'Other words.', checks: [notNull('id')] })).toBe(code);
    expect(of({ columns: { id: string.describe('The id'), day: date } })).toBe(code);
    expect(of({}, sqlText, { ...settings, base_currency: 'USD', months: '2026-01-01' })).toBe(code);
  });

  it('changes with SQL, shape, inputs and the settings the SQL uses', () => {
    const changed = [
      of({}, sqlText.replace("'--'", "'-- '")),
      of({}, sqlText, { ...settings, zone: 'UTC' }),
      of({ columns: { id: string.orNull(), day: date } }),
      of({ columns: { day: date, id: string } }),
      of({ orderBy: ['day', 'id'] }),
      of({ inputs: { line: sameMonth('stg.other') } }),
      of({ compute: { kind: 'text', sql: 'SELECT 1', origin: 'a mapping' } }),
      of({ compute: fn('forecast', 1) }),
      of({ compute: fn('forecast', 2) }),
      of({ compute: fn('forecast', 2) }, sqlText, { ...settings, base_currency: 'USD' }),
      code,
    ];
    expect(new Set(changed).size).toBe(changed.length);
  });

  it('is refused for SQL that was not given', () => {
    expect(() => codeFingerprint({ asset, settings })).toThrow(
      expect.objectContaining({ code: 'ASSET_INVALID' }),
    );
  });
});

describe('SQL text', () => {
  it('keeps what is quoted', () => {
    expect(normaliseSql("SELECT 'a  -- b',\n\t`c /* d */`, 'it''s  \\' x' -- end")).toBe(
      "SELECT 'a  -- b', `c /* d */`, 'it''s  \\' x'",
    );
  });

  it('tells its parameters, not those in comments and strings', () => {
    expect(parametersOf("SELECT {zone:String}, { b : Array(UInt8) }, '{c:String}' -- {d:String}")).toEqual([
      'b',
      'zone',
    ]);
  });
});
