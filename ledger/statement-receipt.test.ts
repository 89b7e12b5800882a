import { afterAll, beforeAll, expect, it } from 'vitest';
import { messagesIn, writeMessages } from './message.ts';
import { publishStatements, receiptsOf } from './statement-receipt.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';
import { atomically } from './transaction.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
}, 120_000);
afterAll(() => ledger.close());

const many = 17_000;
const close = { period: '2026Q1', number: 1, lockedAt: '2026-04-05T04:00:00.000Z' };
const content = { title: 'Results', lines: [], items: [] };

it('publishes and tells of more statements than one statement of SQL takes, all or none', {
  timeout: 120_000,
}, async () => {
  const { db } = ledger;
  const employees = Array.from({ length: many }, (_, n) => `E${n}`);
  const messages = employees.map((id) => ({
    ...{ channel: 'mail', recipient: `${id}@acme.example`, content },
  }));
  const publish = (people: readonly string[]) =>
    atomically(db, async (trx) => {
      await publishStatements(trx, close, people);
      await writeMessages(trx, messages);
    });
  // The last one twice: the pieces before are taken back with it.
  await expect(publish([...employees, `E${many - 1}`])).rejects.toThrow('duplicate key');
  expect(await receiptsOf(db)).toEqual([]);
  await publish(employees);
  expect(await receiptsOf(db, { period: '2026Q1', version: 1 })).toHaveLength(many);
  const waiting = await messagesIn(db, 'waiting', { channel: 'mail', limit: 2 * many });
  expect(new Set(waiting.map(({ recipient }) => recipient)).size).toBe(many);
});

it('does nothing where nobody has a statement', async () => {
  await publishStatements(ledger.db, { ...close, number: 2 }, []);
  await writeMessages(ledger.db, []);
  expect(await receiptsOf(ledger.db, { version: 2 })).toEqual([]);
});
