import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { syncAlerts, syncAlertsAfterRun } from '../../activities/telling/sync-alerts.ts';
import { alertsList } from '../../cli/answers/alerts/list.ts';
import { deadMessages, sendDue, testChannels } from '../../cli/answers/alerts/outbox.ts';
import { adjust } from '../../cli/answers/appraisal/adjust.ts';
import { statement } from '../../cli/answers/appraisal/statement.ts';
import { whatIfAnswer } from '../../cli/answers/appraisal/what-if.ts';
import { awardList } from '../../cli/answers/award/list.ts';
import { awardShow } from '../../cli/answers/award/show.ts';
import { forecastAccuracy } from '../../cli/answers/forecast/accuracy.ts';
import { rankingList } from '../../cli/answers/ranking/list.ts';
import { rankingShow } from '../../cli/answers/ranking/show.ts';
import { compareAnswer } from '../../cli/answers/suggestions/compare.ts';
import { suggestionsList } from '../../cli/answers/suggestions/list.ts';
import { processAnswer } from '../../cli/answers/suggestions/process.ts';
import { publishedRows } from '../../cli/runtime/published-rows.ts';
import { projectRoot } from '../../config/project-root.ts';
import { openAlerts } from '../../ledger/alert.ts';
import { freezeForecasts, frozenForecasts } from '../../ledger/frozen-forecast.ts';
import { fewKpisAndWhatTellsOfThem } from '../../tests/harness/few-kpis.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';
import { adjustment, close } from './every-field.fixture.ts';

const folder = join(projectRoot(), 'examples', 'golden');

/** Another document in place of the former. */
function runWith(from: string, to: string) {
  const changed = readFileSync(join(folder, 'every-field.json'), 'utf8').replace(from, to);
  writeFileSync(join(pipeline.home, 'input', 'performance.json'), changed);
  return pipeline.run();
}

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline(join(folder, 'yardstick.yaml'), {
    declared: fewKpisAndWhatTellsOfThem('entry_lag'),
  });
  mkdirSync(join(pipeline.home, 'input'));
  copyFileSync(join(folder, 'every-field.json'), join(pipeline.home, 'input', 'performance.json'));
}, 300_000);
afterAll(() => pipeline.stop());

it('appraises by every rule there is, to the fen', { timeout: 300_000 }, async () => {
  expect((await pipeline.run()).problems).toEqual([]);
  expect((await statement(pipeline.context, { period: '2026Q1' })).data).toEqual(close);
});

it('shows what came later by the terms of the close', { timeout: 120_000 }, async () => {
  expect((await adjust(pipeline.context, { asOf: '2026-04-30' })).data).toEqual(adjustment);
});

it('quarantines nothing of it', async () => {
  expect(await pipeline.context.warehouse.rows('SELECT asset, source_id, rule FROM meta.quarantine')).toEqual(
    [],
  );
});

it('publishes nothing by weights that do not add up, and names key and rule', {
  timeout: 300_000,
}, async () => {
  const { problems, release } = await runWith('"followup": "0.2"', '"followup": "0.3"');
  expect(release).toBeUndefined();
  expect(problems.join()).toMatch(/weight_?sets?.*AE/i);
  expect((await statement(pipeline.context, { period: '2026Q1' })).data).toEqual(close);
});

it('publishes nothing where somebody has two roles on one day', { timeout: 300_000 }, async () => {
  const { problems, release } = await runWith('"valid_from": "2026-02-15"', '"valid_from": "2025-01-01"');
  expect(release).toBeUndefined();
  expect(problems.join()).toContain('stg.employee_assignment: unique(employee_id, valid_from)');
});

it('publishes nothing where a rate is missing', { timeout: 300_000 }, async () => {
  const { problems, release } = await runWith('"date": "2026-01-05"', '"date": "2026-01-25"');
  expect(release).toBeUndefined();
  expect(problems.join()).toContain('fct.order_event: notNull(fx_rate): 1 rows');
  expect((await statement(pipeline.context, { period: '2026Q1' })).data).toEqual(close);
});

it('ranks people by the score of the period, among the company and the team', async () => {
  const { data, text } = await rankingShow(pipeline.context, {
    kpi: 'score',
    period: '2026Q1',
    scope: 'team',
  });
  const places = Object(data).places.map((place: Record<string, unknown>) => [
    ...[place.employee_id, place.rank, place.ranked, place.value, place.reason],
  ]);
  expect(places).toEqual([
    // A follow-up of A1 and the order O12 of C3 are under review.
    ['B2', 1, 1, 115.5556, ''],
    ['A1', null, 1, 88.4645, 'held'],
    ['C3', null, 1, 72.4604, 'held'],
  ]);
  expect(text).toMatch(/score, 2026Q1.*, by team/);
  expect((await rankingList(pipeline.context)).data).toContainEqual(
    expect.objectContaining({ kpi: 'score', grain: 'quarter', newest: '2026Q1', ranked: 1 }),
  );
  await expect(
    rankingShow(pipeline.context, { kpi: 'score', period: '2031Q1', scope: 'team' }),
  ).rejects.toMatchObject({ code: 'RANKING_UNKNOWN', subject: 'score 2031Q1 by team' });
});

it('gives awards for periods that are over, with what they rest on', async () => {
  const { data } = await awardList(pipeline.context);
  expect(data).toContainEqual(
    expect.objectContaining({ key: 'best_sales_of_month', requirement: 'R110', ties: 'all' }),
  );
  const shown = await awardShow(pipeline.context, 'best_sales_of_month', undefined);
  // Too few take part while two are under review.
  expect(shown.text).toMatch(/本月最佳销售 · Best sales of the month[\s\S]*Nobody got it\./);
  await expect(awardShow(pipeline.context, 'nothing', undefined)).rejects.toMatchObject({
    code: 'AWARD_UNKNOWN',
  });
});

it('lets the ledger follow what the rules of alerts find, once', async () => {
  await syncAlerts(pipeline.context);
  const { data } = await alertsList(pipeline.context, {});
  const [counted] = await publishedRows(pipeline.context, {
    ...{ asset: 'mart.alert', row: z.object({ found: z.coerce.number() }) },
    ...{ select: 'count() AS found', tail: '' },
  });
  expect(data).toHaveLength(counted?.found ?? -1);
  expect(data).toContainEqual(expect.objectContaining({ rule: 'collection_late', recoveredAt: null }));
  await syncAlerts(pipeline.context);
  const again = await alertsList(pipeline.context, { all: true });
  expect(
    Object(again.data)
      .map(({ id }: { id: number }) => id)
      .sort(),
  ).toEqual(
    Object(data)
      .map(({ id }: { id: number }) => id)
      .sort(),
  );
  const stalled = { ...pipeline.context.warehouse, rows: () => new Promise<never>(() => {}) };
  const alarms = async () =>
    (await openAlerts(pipeline.context.db))
      .filter(({ subject }) => subject === 'alerts')
      .map(({ message }) => message);
  const runId = '00000000-0000-4000-8000-000000000001';
  await syncAlertsAfterRun({ ...pipeline.context, warehouse: stalled }, runId, 50);
  expect(await alarms()).toEqual([expect.stringContaining('it took more than 0.05 s')]);
  await syncAlertsAfterRun(pipeline.context, runId);
  expect(await alarms()).toEqual([]);
  expect((await testChannels(pipeline.context, undefined)).text).toContain('names no channels');
  expect((await sendDue(pipeline.context)).data).toEqual({ sent: 0, waiting: 0, dead: 0 });
  expect((await deadMessages(pipeline.context, {})).data).toEqual([]);
});

it('judges forecasts as they were frozen, and never keeps one of a month that was over', {
  timeout: 120_000,
}, async () => {
  const { context } = pipeline;
  const told = async () => Object((await forecastAccuracy(context, { lead: 1 })).data);
  // What was forecast of spring was looked at in autumn, too late to be kept.
  expect(await frozenForecasts(context.db, { lead: 1 })).toEqual([]);
  expect((await told()).all).toMatchObject({ accuracy: null, reason: 'nothing_frozen' });
  const inApril = { ...context, now: () => new Date('2026-04-05T04:00:00Z') };
  await syncAlerts(inApril);
  const [april] = await frozenForecasts(context.db, { lead: 1, team: 'T1' });
  expect(april).toMatchObject({ month: '2026-04-01', frozenOn: '2026-04-05' });
  expect(await frozenForecasts(context.db, { lead: 3, team: 'T1' })).toMatchObject([{ month: '2026-06-01' }]);
  await syncAlerts(inApril);
  // In May the release still begins with April, whose sales it does not know: it says nothing about May.
  await syncAlerts({ ...context, now: () => new Date('2026-05-05T04:00:00Z') });
  expect(await frozenForecasts(context.db, { lead: 1, team: 'T1' })).toEqual([april]);
  const sold = await publishedRows(context, {
    ...{ asset: 'mart.team_monthly', row: z.object({ month: z.string(), net: z.number() }) },
    select: 'toString(published.month) AS month, toFloat64(net_sales) AS net',
    tail: "WHERE team_id = 'T1' AND is_complete AND published.month BETWEEN '2026-01-01' AND '2026-03-01' ORDER BY month",
  });
  expect(sold).toHaveLength(3);
  for (const [place, { month, net }] of sold.entries()) {
    const forecast = String(net + ([1_000, -2_000, 3_000][place] ?? 0));
    const said = [{ teamId: 'T1', month, forecast, model: 'naive' }];
    await freezeForecasts(context.db, said, { release: 1, today: month });
  }
  const total = sold.reduce((sum, { net }) => sum + net, 0);
  const { all, teams } = await told();
  await expect(forecastAccuracy(context, { lead: 1, team: 'T77' })).rejects.toMatchObject({
    code: 'ORDER_REFUSED',
  });
  expect([all.months, teams.length]).toEqual([3, 1]);
  expect(all.accuracy).toBeCloseTo(1 - 6_000 / total, 9);
  expect(all.bias).toBeCloseTo(2_000 / total, 9);
});

it('tells what other rules would have cost, and publishes nothing', async () => {
  const file = join(pipeline.home, 'rules.yaml');
  writeFileSync(file, 'plan: { team_bonus: null }\n');
  const before = await statement(pipeline.context, { period: '2026Q1' });
  const { data, text } = await whatIfAnswer(pipeline.context, { rules: file, quarters: 8 });
  // The bonus of 1 % of 350,000 in whole fen.
  expect(data).toMatchObject({
    periods: [{ of: '2026Q1', difference: '-3500.00' }],
    total: { of: 'Total', difference: '-3500.00' },
    employees: [{ difference: '-1743.18' }, { difference: '-1265.01' }, { difference: '-491.81' }],
  });
  expect(text).toContain('-3500.00');
  expect((await statement(pipeline.context, { period: '2026Q1' })).data).toEqual(before.data);
  writeFileSync(file, 'plan: { bonus: 1 }\n');
  await expect(whatIfAnswer(pipeline.context, { rules: file, quarters: 8 })).rejects.toMatchObject({
    code: 'APPRAISAL_REFUSED',
    message: 'plan: bonus is not a known key.',
  });
});

it('compares months before and after, and says what it cannot compare or suggest', async () => {
  const [newest] = await publishedRows(pipeline.context, {
    ...{ asset: 'fct.order_event', row: z.object({ running: z.string() }), tail: '' },
    select: 'toString(toStartOfMonth(addDays(max(business_date), 1))) AS running',
  });
  const running = newest?.running ?? '';
  const asked = { kpis: ['net_sales'], on: '2026-03-01', months: 2 };
  const [known] = await publishedRows(pipeline.context, {
    ...{ asset: 'mart.kpi_monthly', row: z.object({ before: z.number(), after: z.number() }) },
    select: `toFloat64(sumIf(numerator, month < '2026-03-01')) AS before, toFloat64(sumIf(numerator, month >= '2026-03-01')) AS after`,
    tail: `WHERE kpi = 'net_sales' AND month >= '2026-01-01' AND month < '2026-05-01' AND month < {running:Date}`,
    parameters: { running },
  });
  expect((await compareAnswer(pipeline.context, asked)).data).toMatchObject([
    { kpi: 'net_sales', before: { value: known?.before }, after: { value: known?.after } },
  ]);
  await expect(compareAnswer(pipeline.context, { ...asked, kpis: ['entry_lag'] })).rejects.toMatchObject({
    code: 'ORDER_REFUSED',
  });
  // Three people and no deals in a funnel.
  expect((await suggestionsList(pipeline.context, {})).text).toBe('Nothing to suggest.');
  expect((await processAnswer(pipeline.context, undefined)).text).toMatch(/^No deal left a stage/);
});

it('says which periods there are when asked for another', async () => {
  await expect(statement(pipeline.context, { period: '2026Q2' })).rejects.toMatchObject({
    code: 'APPRAISAL_UNKNOWN',
    advice: 'Name one with --period: 2026Q1.',
  });
});
