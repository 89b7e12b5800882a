import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single } from '../kit/test-context.ts';
import { type TestFolder, testFolder } from './test-folder.ts';
import { unreadable } from './unreadable.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = testFolder();
});
afterEach(() => folder.stop());

const having = (slice: SliceSpec, state: 'open' | 'done' = 'done'): StreamProgress => ({
  slices: [{ slice, state }],
});
const many = (rows: number) =>
  `id,amount\n${Array.from({ length: rows }, (_, at) => `K${at},${at}.50`).join('\n')}\n`;

describe('a file', () => {
  it('is read as texts, with the place of each row, and without values that are empty', async () => {
    folder.write('deals.csv', 'id,amount,note\nA1,007.10,"two\nlines, one value"\n\nB2,,5" disk\n');
    expect(await folder.read()).toEqual([
      {
        key: 'A1',
        body: { id: 'A1', amount: '007.10', note: 'two\nlines, one value', _file: 'deals.csv', _line: '3' },
      },
      { key: 'B2', body: { id: 'B2', note: '5" disk', _file: 'deals.csv', _line: '5' } },
    ]);
  });

  it('gives the same rows in GB18030 with Chinese columns as in UTF-8 with a mark', async () => {
    const fields = {
      id: { column: '编号', type: 'string' },
      amount: { column: '金额（万元）', type: 'amount' },
    };
    folder.write('deals.csv', '\uFEFF编号, 金额(万元) ,客户\r\nA1,1.2万,甲公司\r\n');
    const expected = await folder.read({ fields });
    // The same in GB18030, written out since Node only decodes it.
    const gb18030 = Buffer.concat([
      Buffer.from([
        0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0x20, 0xbd, 0xf0, 0xb6, 0xee, 0x28, 0xcd, 0xf2, 0xd4, 0xaa, 0x29,
      ]),
      Buffer.from([0x20, 0x2c, 0xbf, 0xcd, 0xbb, 0xa7, 0x0d, 0x0a]),
      Buffer.from([0x41, 0x31, 0x2c, 0x31, 0x2e, 0x32, 0xcd, 0xf2, 0x2c, 0xbc, 0xd7, 0xb9, 0xab, 0xcb, 0xbe]),
      Buffer.from([0x0d, 0x0a]),
    ]);
    folder.write('deals.csv', gb18030);
    expect(await folder.read({ fields })).toEqual(expected);
    expect(expected).toMatchObject([{ key: 'A1', body: { id: 'A1', amount: '1.2万', 客户: '甲公司' } }]);
  });

  it('may be without a header, with other signs between its values', async () => {
    folder.write('deals.csv', "A1;'1;5'\nB2;2\n");
    const form = { columns: ['id', 'amount'], delimiter: ';', quote: "'" };
    expect(await folder.read(form)).toMatchObject([
      { key: 'A1', body: { amount: '1;5', _line: '1' } },
      { key: 'B2', body: { amount: '2' } },
    ]);
  });

  it('may quote with another sign, which is doubled within a value', async () => {
    folder.write('deals.csv', `id,note\nA1,'27" monitor'\nB2,'say "'\nC3,'O''Brien'\nD4,plain\n`);
    const form = { quote: "'", fields: { id: 'string', note: 'string' } };
    const rows = await folder.read(form);
    expect(rows.map(({ body }) => Object(body).note)).toEqual(['27" monitor', 'say "', "O'Brien", 'plain']);
  });

  it('has a key in full-width signs, declared or not', async () => {
    folder.write('deals.csv', '编号（新）,ＩＤ,amount\nA1,B1,1\n');
    const key = { primaryKey: ['编号（新）', 'ＩＤ'], fields: { amount: 'amount' } };
    const [row] = await folder.read(key);
    expect(row).toMatchObject({ body: { '编号(新)': 'A1', ID: 'B1', amount: '1' } });
    expect(row?.body).not.toHaveProperty('_refused');
    const declared = { ...key, fields: { '编号（新）': 'string', ＩＤ: 'string', amount: 'amount' } };
    expect(await folder.read(declared)).toMatchObject([{ key: row?.key, body: { '编号（新）': 'A1' } }]);
    expect(folder.open(key).streams[0]?.primaryKey).toEqual(['编号(新)', 'ID']);
  });

  it('is known by its key and names without the blanks around them, and keeps other texts as they are', async () => {
    folder.write('deals.csv', 'id,owner,note\n A1 ,"E1\u3000", as typed \nA1,E1,later\n');
    const fields = { owner: 'string', note: 'text' };
    expect(await folder.read({ fields })).toMatchObject([
      { key: 'A1', body: { id: 'A1', owner: 'E1', note: ' as typed ' } },
      { key: 'A1', body: { owner: 'E1', note: 'later' } },
    ]);
  });

  it('without a key knows its rows by their lines', async () => {
    folder.write('deals.csv', 'id,amount\nA1,1\nA1,1\n');
    const rows = await folder.read({ primaryKey: undefined });
    expect(rows.map(({ key }) => key)).toEqual(['deals.csv line 2', 'deals.csv line 3']);
  });
});

describe('a row that cannot be taken apart', () => {
  it.each([
    ['has too few values', 'A1\n', '1 values under 2 columns'],
    ['has too many', 'A1,1,000.00\n', '3 values under 2 columns'],
    ['has an empty key', ' ,5\n', 'id of the key is empty'],
  ])('because it %s is a record of its place and the reason', async (_, row, reason) => {
    folder.write('deals.csv', `id,amount\n${row}B2,2\n`);
    expect(await folder.read()).toMatchObject([
      { key: 'deals.csv line 2', body: { _file: 'deals.csv', _line: '2', _refused: reason } },
      { key: 'B2' },
    ]);
  });

  it('because of a broken byte does not make another encoding of a file', async () => {
    // 你好 in UTF-8 would be three other characters in GB18030, without any fault.
    const form = { columns: ['id', 'amount', 'rest'], fields: { id: 'string' } };
    folder.write('deals.csv', Buffer.from('A1,你好,\nB2,公司,\n'));
    const whole = await folder.read(form);
    folder.write(
      'deals.csv',
      Buffer.concat([Buffer.from('A1,你好,\nB2,公司,\nC3,甲'), Buffer.from([0xd2, 0xd2, 0x2c, 0x0a])]),
    );
    expect(await folder.read(form)).toEqual([
      ...whole,
      {
        key: 'deals.csv line 3',
        body: { _file: 'deals.csv', _line: '3', _refused: 'amount is no text in utf-8' },
      },
    ]);
  });

  it('because its bytes are no text does not keep the others from being read', async () => {
    folder.write(
      'deals.csv',
      Buffer.from([...Buffer.from('id,amount\nA'), 0xff, ...Buffer.from(',1\nB2,2\n')]),
    );
    expect(await folder.read({ encoding: 'utf-8' })).toMatchObject([
      { body: { _refused: 'id is no text in utf-8' } },
      { key: 'B2' },
    ]);
  });
});

describe('reading', () => {
  it('goes on from the byte where a page ended, and counts lines on', async () => {
    folder.write('deals.csv', many(25));
    const connector = folder.open({ pageRows: 10 });
    const slice = single(await folder.slices({ pageRows: 10 }));
    const { pages, records } = await readAll(connector, slice);
    expect(pages.map((page) => [page.records.length, page.done])).toEqual([
      [10, false],
      [10, false],
      [5, true],
    ]);
    expect(pages[0]?.next).toEqual({ file: 0, offset: many(10).length, line: 11 });
    const rest = await readAll(connector, slice, pages[0]?.next);
    expect(rest.records).toEqual(records.slice(10));
    expect((await readAll(connector, slice, pages[2]?.next)).records).toEqual([]);
  });

  it('joins the files of a pattern to one table in the order of their names', async () => {
    folder.write('b.csv', 'amount,id\n2,B\n');
    folder.write('a.csv', 'id,amount\nA,1\n');
    folder.write('notes.txt', 'no table');
    const settings = { files: '*.csv', pageRows: 1 };
    const connector = folder.open(settings);
    const slice = single(await folder.slices(settings));
    const { pages, records } = await readAll(connector, slice);
    expect(records.map(({ key }) => key)).toEqual(['A', 'B']);
    const rest = await readAll(connector, slice, pages[0]?.next);
    expect(rest.records.map(({ key }) => key)).toEqual(['B']);
  });

  it('takes a name with brackets for a name', async () => {
    folder.write('deals (1).csv', many(1));
    expect(await folder.read({ files: 'deals (1).csv' })).toHaveLength(1);
  });

  it('keeps pages below so many bytes', async () => {
    folder.write('deals.csv', many(100));
    const settings = { pageBytes: 1024 };
    const { pages } = await readAll(folder.open(settings), single(await folder.slices(settings)));
    expect(pages.length).toBeGreaterThan(5);
    expect(
      Math.max(...pages.map(({ records }) => records.map(({ body }) => body).join('').length)),
    ).toBeLessThan(1200);
  });

  it('does not read again what has not changed, and sees every row of what has', async () => {
    folder.write('deals.csv', many(2));
    const slice = single(await folder.slices());
    expect(slice.complete).toBe(true);
    expect(await folder.slices({}, having(slice))).toEqual([]);
    expect(await folder.slices({}, having(slice, 'open'))).toEqual([slice]);
    expect(
      single(await folder.slices({ delimiter: ';', columns: ['id', 'amount'] }, having(slice))).id,
    ).not.toBe(slice.id);
    folder.write('deals.csv', many(3));
    expect(single(await folder.slices({}, having(slice))).id).not.toBe(slice.id);
  });

  it('counts and adds up the rows by itself, exactly', async () => {
    folder.write('deals.csv', 'id,amount\nA,0.10\nB,12345678901234567890.20\nC\n');
    const connector = folder.open({ control: { sums: ['amount'] } });
    expect(await connector.control('deals', noSignal)).toEqual({
      rows: '3',
      sums: { amount: '12345678901234567890.3' },
    });
  });
});

describe('what is not as declared is an error that says what to do', () => {
  const refusal = (message: string | RegExp) => ({
    ...{ code: 'SOURCE_CONTRACT', subject: 'drop.deals' },
    message: expect.stringMatching(message),
  });

  it('when a file is missing, or has vanished since', async () => {
    await expect(folder.slices()).rejects.toMatchObject(refusal(/There is no file deals\.csv in /));
    folder.write('a.csv', many(1));
    folder.write('b.csv', many(2));
    const slice = single(await folder.slices({ files: '*.csv' }));
    folder.remove('a.csv');
    await expect(folder.slices({ files: '*.csv' }, having(slice))).rejects.toMatchObject({
      ...refusal('a.csv was read and is gone now.'),
      advice: expect.stringContaining('vanished: delete'),
    });
    const accepted = await folder.slices({ files: '*.csv', vanished: 'delete' }, having(slice));
    expect(single(accepted).complete).toBe(true);
  });

  it.each([
    ['lost', 'id,total\nA,1\n', 'deals.csv has no column amount; its columns are id, total.'],
    ['twice', 'id,amount,id\nA,1,2\n', 'deals.csv has the column id twice.'],
    ['unreadable for another delimiter', 'id;amount\nA;1\n', 'its columns are id;amount.'],
    ['missing, as the file is empty', '', 'deals.csv is empty'],
  ])('when a column is %s', async (_, content, message) => {
    folder.write('deals.csv', content);
    await expect(folder.slices()).rejects.toMatchObject(refusal(message));
    const { ok, streams } = await folder.open().check(noSignal);
    expect([ok, streams[0]?.problem]).toEqual([false, expect.stringContaining(message)]);
  });

  it('when a quote is never closed', async () => {
    folder.write('deals.csv', 'id,amount\nA,1\nB,"2\nC,3\n');
    await expect(folder.read()).rejects.toMatchObject(
      refusal('deals.csv: a quote after line 2 is not closed.'),
    );
  });

  it('when files are replaced while they are read', async () => {
    folder.write('deals.csv', many(1));
    const slice = single(await folder.slices());
    folder.write('deals.csv', many(2));
    await expect(readAll(folder.open(), slice)).rejects.toMatchObject(refusal('were replaced'));
  });

  it('when a file vanishes while it is read', async () => {
    folder.write('deals.csv', many(2));
    const settings = { pageRows: 1 };
    const slice = single(await folder.slices(settings));
    const pages = folder.open(settings).read(slice, undefined, noSignal)[Symbol.asyncIterator]();
    await pages.next();
    folder.remove('deals.csv');
    const rest = async () => {
      while ((await pages.next()).done !== true);
    };
    await expect(rest()).rejects.toMatchObject(refusal('deals.csv cannot be read: ENOENT.'));
  });

  it('when it may not be read, while what may be over by the next attempt stays as it is', () => {
    const error = (code: string) => Object.assign(new Error(code), { code });
    expect(unreadable(error('EACCES'), 'deals.csv', 'drop.deals')).toMatchObject(
      refusal('deals.csv cannot be read: EACCES.'),
    );
    const passing = error('EIO');
    expect(unreadable(passing, 'deals.csv', 'drop.deals')).toBe(passing);
  });

  it('when a link leads out of the folder', async () => {
    const other = testFolder();
    other.write('secret.csv', many(1));
    symlinkSync(join(other.path, 'secret.csv'), join(folder.path, 'deals.csv'));
    await expect(folder.slices()).rejects.toMatchObject(refusal('a link to a place outside'));
    other.stop();
  });

  it.each([
    [{ files: '../deals.csv' }, /files: found a text that is not shown here, expected/],
    [{ fields: { _line: 'int' } }, /fields/],
    [
      { control: { sums: ['amount', 'amuont'] } },
      /control\.sums\.1: .*expected a field that is declared: id, amount/,
    ],
    [{ delimiter: '|' }, /encoding: .*expected utf-8, as the delimiter is \|/],
  ])('when the configuration says %j', (settings, message) => {
    expect(() => folder.open(settings)).toThrow(message);
  });
});
