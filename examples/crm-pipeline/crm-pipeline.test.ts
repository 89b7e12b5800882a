import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareAnswer } from '../../cli/answers/suggestions/compare.ts';
import { projectRoot } from '../../config/project-root.ts';
import { onlyKpis } from '../../tests/harness/few-kpis.ts';
import { openPipeline, type Pipeline } from '../../tests/harness/pipeline.ts';

const shared = process.env.YARDSTICK_SHARED ?? join(projectRoot(), '..', 'shared');
const folder = join(shared, 'data', 'crm-sales-opportunities');
const name = existsSync(folder)
  ? 'a pipeline in CSV files'
  : `a pipeline in CSV files (skipped: no ${folder}; set YARDSTICK_SHARED to the folder that holds data/crm-sales-opportunities)`;

describe.skipIf(!existsSync(folder))(name, () => {
  let pipeline: Pipeline;
  let copy: string;
  const write = (file: string, more = '') =>
    writeFileSync(join(copy, file), readFileSync(join(folder, file), 'utf8') + more);

  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'yardstick-crm-pipeline-'));
    for (const file of readdirSync(folder)) write(file);
    pipeline = await openPipeline(
      join(projectRoot(), 'examples', 'crm-pipeline', 'yardstick.yaml'),
      {
        declared: onlyKpis('conversion', 'net_sales'),
        ends: ['mart.kpi_monthly', 'mart.kpi_quarterly', 'mart.funnel', 'fct.order_event', 'dim.product'],
      },
      { CRM_PIPELINE: copy },
    );
    await readAsItIs(pipeline, 'sales_pipeline', pipelineColumns);
    await readAsItIs(pipeline, 'sales_teams', 'sales_agent String, manager String, regional_office String');
  }, 300_000);
  afterAll(async () => {
    await pipeline.stop();
    rmSync(copy, { recursive: true });
  });

  const rows = <Row>(sql: string) => pipeline.context.warehouse.rows<Row>(sql);

  it('is loaded and published without a problem', { timeout: 300_000 }, async () => {
    expect(await pipeline.run()).toMatchObject({ release: 1, problems: [] });
    expect(await rows('SELECT * FROM meta.quarantine')).toEqual([]);
  });

  it('holds as many rows, and the same sums, as the files', async () => {
    const checks = await pipeline.context.db
      .selectFrom('checkResult')
      .select(['asset', 'passed', 'observed'])
      .where('asset', 'like', 'raw.crm%')
      .orderBy('asset')
      .execute();
    expect(checks.map(({ asset, passed, observed }) => `${asset} ${passed} ${observed}`)).toEqual([
      'raw.crm__account true rows: source 85, held 85',
      'raw.crm__product true rows: source 7, held 7',
      'raw.crm__sales_pipeline true rows: source 8800, held 8800; close_value: source 10005534, held 10005534',
      'raw.crm__sales_team true rows: source 35, held 35',
    ]);
  });

  it('has every opportunity in the stage the file says', async () => {
    const stages = (table: string, stage: string) =>
      rows(
        `SELECT toString(${stage}) AS stage, toUInt32(count()) AS opportunities FROM ${table} GROUP BY stage ORDER BY stage`,
      );
    const asked = await stages('csv.sales_pipeline', 'deal_stage');
    expect(asked).toHaveLength(4);
    expect(await stages('fct.opportunity', 'stage')).toEqual(asked);
  });

  it.each([
    ['agent', 'employee_id', 'sales_agent'],
    ['manager', 'team_name', 'manager'],
    ['region', 'region', 'regional_office'],
  ])('converts as many by %s as SQL over the files says', async (_, ours, theirs) => {
    const answered = await rows(
      `SELECT ${ours} AS who, toUInt32(sum(numerator)) AS won, toUInt32(sum(denominator)) AS created
       FROM mart.kpi_quarterly WHERE kpi = 'conversion' GROUP BY who ORDER BY who`,
    );
    const asked = await rows(
      `SELECT ${theirs} AS who, toUInt32(countIf(deal_stage = 'Won')) AS won, toUInt32(count()) AS created
       FROM csv.sales_pipeline INNER JOIN csv.sales_teams USING (sales_agent) GROUP BY who ORDER BY who`,
    );
    expect(asked.length).toBeGreaterThan(2);
    expect(answered).toEqual(asked);
  });

  it('has won as much by quarter and agent, to the cent', async () => {
    const answered = await rows(
      `SELECT toString(quarter) AS quarter, employee_id AS agent, toString(round(sum(numerator), 2)) AS won
       FROM mart.kpi_quarterly WHERE kpi = 'net_sales' GROUP BY quarter, agent ORDER BY quarter, agent`,
    );
    const asked = await rows(
      `SELECT toString(toStartOfQuarter(toDate(parseDateTime(close_date, '%c/%e/%Y', 'UTC')))) AS quarter, sales_agent AS agent,
         toString(sum(toDecimal64(close_value, 2))) AS won
       FROM csv.sales_pipeline WHERE deal_stage = 'Won' GROUP BY quarter, agent ORDER BY quarter, agent`,
    );
    expect(asked).toHaveLength(120);
    expect(answered).toEqual(asked);
  });

  it('goes through the funnel as far as the file says', async () => {
    const answered = await rows(
      `SELECT toUInt8(stage_no) AS place, toUInt32(sum(reached)) AS reached FROM mart.funnel GROUP BY place ORDER BY place`,
    );
    const [asked] = await rows<Record<string, number>>(
      `SELECT toUInt32(countIf(engage_date != '')) AS engaged, toUInt32(countIf(deal_stage = 'Won')) AS won FROM csv.sales_pipeline`,
    );
    expect(answered).toEqual([
      { place: 2, reached: asked?.engaged },
      { place: 3, reached: asked?.won },
    ]);
  });

  it('compares nothing with the month in which the pipeline began, on its 20th day', async () => {
    const question = { kpis: ['conversion'], on: '2016-11-01', months: 1 };
    const { data } = await compareAnswer(pipeline.context, question);
    expect(data).toMatchObject([
      { before: { told: 0, value: null }, after: { told: 1 }, difference: null, leftOut: ['2016-10-01'] },
    ]);
  });

  it('knows the products of the price list, whatever the pipeline calls them', async () => {
    const unknown = await rows(
      `SELECT DISTINCT product_id FROM fct.order_event WHERE product_id NOT IN (SELECT product_id FROM dim.product)`,
    );
    expect(unknown).toEqual([]);
  });

  it('reads nothing again while the files are as they were', { timeout: 300_000 }, async () => {
    expect(await pipeline.run()).toMatchObject({ release: undefined, rowsNew: 0, problems: [] });
  });

  it('sets aside what cannot be read, with file, line and reason, and keeps the rest', {
    timeout: 300_000,
  }, async () => {
    const unreadable = 'ZZZZZZZ1,Moses Frase,GTXPro,Isdom,Won,10/20/2017,13/45/2017,4514\n';
    write('sales_pipeline.csv', `ZZZZZZZ0,Moses Frase,GTXPro\n${unreadable}`);
    expect(await pipeline.run()).toMatchObject({ rowsNew: 2, problems: [] });
    expect(
      await rows(`SELECT DISTINCT source_id, JSONExtractString(detail, 'record_place') AS place, rule FROM meta.quarantine
        WHERE asset = 'stg.opportunity__crm' AND rule LIKE 'unreadable%' ORDER BY place`),
    ).toEqual([
      {
        source_id: 'sales_pipeline.csv line 8802',
        place: 'sales_pipeline.csv line 8802',
        rule: 'unreadable row: 3 values under 8 columns',
      },
      { source_id: 'ZZZZZZZ1', place: 'sales_pipeline.csv line 8803', rule: 'unreadable close_date' },
    ]);
    expect(await rows('SELECT toUInt32(count()) AS opportunities FROM fct.opportunity')).toEqual([
      { opportunities: 8800 },
    ]);
  });
});

const pipelineColumns = `opportunity_id String, sales_agent String, product String, account String, deal_stage String,
  engage_date String, close_date String, close_value String`;

/** The file as the engine's own CSV reader takes it, every value a text. */
async function readAsItIs({ clickhouse }: Pipeline, file: string, columns: string): Promise<void> {
  await clickhouse.client.command({ query: 'CREATE DATABASE IF NOT EXISTS csv' });
  await clickhouse.client.command({ query: `CREATE TABLE csv.${file} (${columns}) ENGINE = Memory` });
  await clickhouse.client.insert({
    table: `csv.${file}`,
    values: createReadStream(join(folder, `${file}.csv`)),
    format: 'CSVWithNames',
  });
}
