import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { YardstickError } from '../errors/yardstick-error.ts';
import { warehouseError } from './server-error.ts';
import { serverWords } from './server-words.ts';
import { type TestWarehouse, testWarehouse } from './test-warehouse.ts';

let running: TestWarehouse;
beforeAll(async () => {
  running = await testWarehouse();
  await running.warehouse.command(
    `CREATE TABLE default.person (phone Int64, born Date, id UUID, sex Enum8('f' = 1)) ENGINE = MergeTree ORDER BY phone`,
  );
});
afterAll(() => running.stop());

async function refusal(statement: Promise<unknown>): Promise<YardstickError> {
  const caught = await statement.catch((error: unknown) => error);
  if (caught instanceof YardstickError) return caught;
  throw new Error('the statement was accepted');
}
const asked = (sql: string, parameters = {}) => refusal(running.warehouse.rows(sql, parameters));

describe('an error of the warehouse', () => {
  it.each([
    ["SELECT CAST(materialize('13800138000 x') AS UInt64)", 'Cannot parse string ‘…’ as UInt64'],
    ["SELECT toDate(materialize('it''s 13800138000'))", 'Cannot parse date here: …'],
    ["SELECT toUUID('13800138000')", 'Cannot parse uuid …: Cannot parse UUID from String'],
    ["SELECT toIPv4('13800138000')", 'Cannot parse IPv4 …: Cannot parse IPv4 from String'],
    ["SELECT CAST('13800138000' AS Enum8('a' = 1))", 'Unknown element ‘…’ for enum'],
    ["SELECT toInt64(materialize('a\\n13800138000'))", 'Cannot parse string ‘…’ as Int64'],
    ["SELECT phone FROM default.person WHERE id = '13800138000'", 'while converting ‘…’ to UUID'],
  ])('repeats no value: %s', async (sql, words) => {
    const error = await asked(sql);
    expect(error.message).toContain(words);
    expect(error.message).not.toMatch(/13800138000/);
    expect(error).toMatchObject({ code: 'WAREHOUSE_REFUSED', sql });
    expect(error.cause).toBeUndefined();
  });

  it('repeats no field of a row that could not be inserted, and names the column', async () => {
    for (const row of [{ phone: 'Zhang' }, { born: 'Zhang' }, { id: 'Zhang' }, { sex: 'Zhang' }]) {
      const { message } = await refusal(running.warehouse.insert('default.person', [row]));
      expect(message).toMatch(/Cannot parse|Unknown element/);
      expect(message).not.toContain('Zhang');
    }
    const { message } = await refusal(running.warehouse.insert('default.person', [{ phone: 'Zhang' }]));
    expect(message).toContain(`expected '"' before: ‘…’: (while reading the value of key phone)`);
  });

  it('repeats no value of a parameter, and names what is unknown', async () => {
    const unknown = await asked('SELECT {phone:UInt64} AS p, fone FROM default.person', {
      phone: 13800138000,
    });
    expect(unknown.message).toMatch(/Unknown expression identifier .fone./);
    expect(unknown.message).not.toContain('13800138000');
    expect((await asked('SELECT 1 FROM default.persons')).message).toContain("'default.persons'");
  });

  it('keeps the apostrophe of a sentence, and hides a value that is cut off', () => {
    expect(serverWords(`Table a.b doesn't exist, text: "Zhang", value 'Li`)).toBe(
      `Table a.b doesn't exist, text: ‘…’, value ‘…’`,
    );
    expect(serverWords('Value 13800138000 is out of range')).toBe('Value … is out of range');
  });

  it('hides the row that an answer broke off in', () => {
    const broken = new SyntaxError('Unexpected token \'Z\', "Zhang" is not valid JSON');
    const error = warehouseError(broken, 'SELECT 1');
    expect(error.message).toBe('The warehouse did not answer: Unexpected token ‘…’, ‘…’ is not valid JSON.');
    expect(error.cause).toBeUndefined();
  });
});
