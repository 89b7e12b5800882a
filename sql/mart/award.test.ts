import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readAwards } from '../../models/award/read.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { martAward } from '../../models/mart/award.ts';
import { martRanking } from '../../models/mart/ranking.ts';
import { type Bench, openBench } from '../bench.ts';

let bench: Bench;
const kpis = readCatalogue(builtInFiles('kpis'));

beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(() => bench.stop());

const winners = (award: string, start = '2026-07-01') =>
  bench.read(`
    SELECT employee_id AS who, round(measured, 4) AS measured, place, shared_with AS others
    FROM bench.mart_award WHERE award = '${award}' AND period = '${start}' ORDER BY who`);
const board = (kpi: string, employee_id: string, value: number, more: object = {}) => ({
  ...{ kpi, employee_id, value, grain: 'quarter', period: '2026-04-01', scope: 'company', member: '' },
  ...{ ranked: 3, reason: '', is_complete: true, ...more },
});

it('gives it to equals, rewards growth below target, and nothing where too few take part', async () => {
  await bench.give(martRanking, [
    board('attainment', 'E1', 0.6, { value_before: 0.5 }),
    board('attainment', 'E2', 1.2, { value_before: 1 }),
    board('attainment', 'E3', 1, { value_before: 0.95 }),
    board('new_customers', 'E1', 13, { value_before: 10 }),
    board('new_customers', 'E2', 20, { value_before: 10 }),
    board('new_customers', 'E3', 2, { value_before: 0 }),
    board('net_sales', 'E1', 500, { grain: 'month', ranked: 2 }),
  ]);
  await bench.build(martAward(readAwards(builtInFiles('awards'), kpis)));
  expect(await winners('most_improved', '2026-04-01')).toEqual([
    { who: 'E1', measured: 0.2, place: 1, others: 1 },
    { who: 'E2', measured: 0.2, place: 1, others: 1 },
  ]);
  // E2 is above target, E3 grew from nothing.
  expect(await winners('growth', '2026-04-01')).toEqual([{ who: 'E1', measured: 0.3, place: 2, others: 0 }]);
  expect(await winners('best_sales_of_month', '2026-04-01')).toEqual([]);
});

it('leaves an award without ties to nobody where the last place is shared, and keeps the rule beside the winner', async () => {
  const text = (ties: string, top: number) => `
key: own
name: { zh: 自有, en: Own }
reason: { zh: 试, en: A trial }
period: quarter
scope: company
measure: { kpi: attainment, of: growth }
top: ${top}
ties: ${ties}
owner: sales
version: 3
`;
  const who = async (ties: string, top: number) => {
    await bench.build(martAward(readAwards([{ file: 'own.yaml', text: text(ties, top) }], kpis)));
    return (await winners('own', '2026-04-01')).length;
  };
  expect(await who('none', 1)).toBe(0);
  expect(await who('none', 2)).toBe(2);
  expect(await bench.read('SELECT DISTINCT award_version AS version, terms FROM bench.mart_award')).toEqual([
    { version: 3, terms: 'attainment growth; top 2, ties none' },
  ]);
});

it('keeps the direction of each condition, and takes binary fractions for what they are meant to be', async () => {
  const own = (measure: string, rest: string) => `
key: own
name: { zh: 自有, en: Own }
reason: { zh: 试, en: A trial }
period: quarter
scope: company
measure: ${measure}
${rest}
owner: sales
version: 1
`;
  const who = async (text: string) => {
    await bench.build(martAward(readAwards([{ file: 'own.yaml', text }], kpis)));
    return (await winners('own', '2026-04-01')).map((row) => Object(row).who);
  };
  await bench.give(martRanking, [
    board('conversion', 'E1', 0.7 - 0.4),
    board('conversion', 'E2', 0.3),
    board('conversion', 'E3', 0.2),
    // Whose customers wait for less long.
    board('follow_up_gap', 'E1', 4, { value_before: 10 }),
    board('follow_up_gap', 'E2', 16, { value_before: 10 }),
  ]);
  expect(await who(own('{ kpi: conversion }', 'at_least: 0.3'))).toEqual(['E1', 'E2']);
  expect(await who(own('{ kpi: conversion }', 'top: 1'))).toEqual(['E1', 'E2']);
  const shorter = 'top: 3\nalso: [{ kpi: follow_up_gap, of: growth, at_least: 0.5 }]';
  expect(await who(own('{ kpi: conversion }', shorter))).toEqual(['E1']);
});
