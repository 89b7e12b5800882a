import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstAltered } from './audited.ts';
import { allFreezes, freezeForecasts, frozenForecasts, frozenKind } from './frozen-forecast.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
}, 120_000);
afterAll(() => ledger.close());

const said = (month: string, forecast: string, teamId = 'T1') => ({
  ...{ teamId, month, forecast, model: 'mstl_ets' },
});
const kept = async (lead: number, team = 'T1') =>
  (await frozenForecasts(ledger.db, { lead, team })).map(({ month, forecast, release, frozenOn }) => [
    ...[month, forecast, release, frozenOn],
  ]);

it('waits until the month before is known whole, and then keeps the first word whatever later runs say', async () => {
  const { db } = ledger;
  // On 2 May the newest sale is of 29 April: the release still forecasts April, and May from what was known of March.
  const stale = [said('2026-04-01', '9'), said('2026-05-01', '80'), said('2026-06-01', '85')];
  expect(await freezeForecasts(db, stale, { release: 6, today: '2026-05-02' })).toBe(0);
  const may = [said('2026-05-01', '100.5'), said('2026-06-01', '110'), said('2026-07-01', '120')];
  expect(await freezeForecasts(db, may, { release: 7, today: '2026-05-04' })).toBe(3);
  const later = [said('2026-05-01', '150'), said('2026-06-01', '160')];
  expect(await freezeForecasts(db, later, { release: 8, today: '2026-05-20' })).toBe(0);
  // On 1 June the newest sale is of May: nothing of it is kept, nor of a month that has not begun.
  expect(await freezeForecasts(db, later, { release: 9, today: '2026-06-01' })).toBe(0);
  expect(await freezeForecasts(db, later, { release: 9, today: '2026-04-30' })).toBe(0);
  expect(await freezeForecasts(db, later.slice(1), { release: 10, today: '2026-06-02' })).toBe(1);
  expect(await kept(1)).toEqual([
    ['2026-05-01', '100.5', 7, '2026-05-04'],
    ['2026-06-01', '160', 10, '2026-06-02'],
  ]);
  expect(await kept(2)).toEqual([['2026-06-01', '110', 7, '2026-05-04']]);
  expect(await kept(3)).toEqual([['2026-07-01', '120', 7, '2026-05-04']]);
  expect(await freezeForecasts(db, [], { release: 10, today: '2026-06-02' })).toBe(0);
});

it('adds a team that a later release of the month forecasts first, and leaves the others alone', async () => {
  const { db } = ledger;
  const june = [said('2026-06-01', '170'), said('2026-06-01', '20', 'T2'), said('2026-07-01', '21', 'T2')];
  expect(await freezeForecasts(db, june, { release: 11, today: '2026-06-20' })).toBe(2);
  expect(await kept(1, 'T2')).toEqual([['2026-06-01', '20', 11, '2026-06-20']]);
  expect(await kept(2, 'T2')).toEqual([['2026-07-01', '21', 11, '2026-06-20']]);
  expect((await kept(1)).at(-1)).toEqual(['2026-06-01', '160', 10, '2026-06-02']);
});

it('refuses to be changed', async () => {
  await expect(sql`UPDATE ledger.frozen_forecast SET forecast = 1`.execute(ledger.db)).rejects.toThrow(
    'append-only',
  );
  await expect(sql`DELETE FROM ledger.frozen_forecast`.execute(ledger.db)).rejects.toThrow('append-only');
});

it('is in the audit chain, freeze by freeze, which shows what was changed past the ledger', async () => {
  const { db } = ledger;
  const altered = async () => firstAltered(db, frozenKind, await allFreezes(db));
  expect((await allFreezes(db)).map(({ subject, row }) => `${subject}: ${row.rows}`)).toEqual(
    expect.arrayContaining([
      'frozen forecasts of release 7 on 2026-05-04: 3',
      'frozen forecasts of release 10 on 2026-06-02: 1',
      'frozen forecasts of release 11 on 2026-06-20: 2',
    ]),
  );
  expect(await altered()).toBeUndefined();
  await sql`ALTER TABLE ledger.frozen_forecast DISABLE TRIGGER ALL`.execute(db);
  await sql`UPDATE ledger.frozen_forecast SET forecast = 1 WHERE release = 10`.execute(db);
  expect(await altered()).toMatchObject({
    problem: expect.stringContaining('of release 10 on 2026-06-02 is not'),
  });
  await sql`DELETE FROM ledger.frozen_forecast WHERE release = 10`.execute(db);
  expect(await altered()).toMatchObject({ problem: expect.stringContaining('of release 10') });
});
