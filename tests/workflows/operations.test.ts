import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advanceSampleCompany } from '../../demo/sources/advance.ts';
import { latestRuns, runById } from '../../ledger/run.ts';
import type { NightlyResult } from '../../workflows/nightly.ts';
import type { DeskSettings, RunOrder, RunTicket } from '../../workflows/operations.ts';
import { type CompanyHouse, openCompanyHouse } from '../harness/company-house.ts';
import type { House } from '../harness/house.ts';

const workflowId = 'operations';

let opened: CompanyHouse;
let house: House;

beforeAll(async () => {
  // A desk takes orders for any assets: a few from each source make each run short.
  opened = await openCompanyHouse({ ends: ['mart.sales_daily', 'mart.social_weekly', 'stg.social_post'] });
  ({ house } = opened);
  const { graph, config } = house.context.project;
  const settings: DeskSettings = { sources: config.sources.map(({ name }) => name), assets: graph.order };
  await house.client.workflow.start('operations', {
    args: [settings],
    workflowId,
    taskQueue: house.taskQueue,
  });
}, 300_000);
afterAll(() => opened.stop(), 120_000);

const order = (request: Partial<RunOrder>): Promise<RunTicket> =>
  house.client.workflow.getHandle(workflowId).executeUpdate<RunTicket, [RunOrder]>('run', {
    args: [{ kind: 'manual', requestedBy: 'test', ...request }],
  });
const resultOf = (ticket: RunTicket): Promise<NightlyResult> =>
  house.client.workflow.getHandle(ticket.workflowId).result();

describe('the desk that takes orders', () => {
  it('refuses at once what cannot be done, and says why', async () => {
    const refused = async (request: Partial<RunOrder>) => {
      const error = await order(request).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
      return error instanceof WorkflowUpdateFailedError ? error.cause?.message : undefined;
    };
    expect(await refused({ sources: ['sap'] })).toBe(
      'There is no source sap. Known: erp, crm, social, decided.',
    );
    expect(await refused({ requested: { 'mart.nope': 'all' } })).toMatch(/There is no asset mart\.nope/);
    expect(await refused({ requested: { 'mart.sales_daily': ['2026-13-01'] } })).toMatch(
      /2026-13-01 is no month/,
    );
    expect(await latestRuns(house.context.db, 5)).toEqual([]);
  });

  it('answers with a run at once, and the run publishes one release', { timeout: 600_000 }, async () => {
    const ticket = await order({});
    const result = await resultOf(ticket);
    expect(await house.problems()).toEqual(['']);
    expect(result).toMatchObject({
      runId: ticket.runId,
      status: 'succeeded',
      summary: { release: 1, assetsFailed: 0 },
    });
    expect(await runById(house.context.db, ticket.runId)).toMatchObject({
      status: 'succeeded',
      requestedBy: 'test',
    });
  });

  it('rebuilds nothing when nothing is new, and only what a new day touches', {
    timeout: 600_000,
  }, async () => {
    const idle = await resultOf(await order({}));
    expect(idle.summary).toMatchObject({ rowsNew: 0, assetsBuilt: 0, assetsKept: 0, monthsRebuilt: 0 });
    await advanceSampleCompany({ postgresUrl: house.postgresUrl, days: 1 });
    const next = await resultOf(await order({}));
    expect(next.summary.rowsNew).toBeGreaterThan(0);
    expect(next.summary.monthsRebuilt).toBeGreaterThan(0);
    expect(next.summary.monthsRebuilt).toBeLessThan(120);
  });

  it('builds again what a backfill asks for, and changes nothing when it comes out equal', {
    timeout: 300_000,
  }, async () => {
    const requested = { 'fct.order_event': ['2026-03-01', '2026-04-01'] } as const;
    const result = await resultOf(
      await order({ kind: 'backfill', sources: [], requested, order: 'newest first' }),
    );
    expect(result.status).toBe('succeeded');
    expect(result.summary).toMatchObject({ pages: 0, assetsBuilt: 0, monthsRebuilt: 0 });
    expect(result.summary.assetsKept).toBeGreaterThan(0);
    expect(result.summary.release).toBeUndefined();
  });

  it('cancels a run: committed pages stay, nothing becomes visible', { timeout: 300_000 }, async () => {
    await advanceSampleCompany({ postgresUrl: house.postgresUrl, days: 2 });
    const ticket = await order({});
    await house.client.workflow
      .getHandle(workflowId)
      .executeUpdate('cancel', { args: [{ workflowId: ticket.workflowId, requestedBy: 'test' }] });
    await expect(resultOf(ticket)).rejects.toThrow();
    expect(await runById(house.context.db, ticket.runId)).toMatchObject({ status: 'cancelled' });
    const after = await resultOf(await order({}));
    expect(after.status).toBe('succeeded');
  });

  it('tells its progress while it runs and after', async () => {
    const [newest] = await latestRuns(house.context.db, 1);
    const progress = await house.client.workflow
      .getHandle(newest?.workflowId ?? '')
      .query<{ phase: string; streams: unknown[] }>('progress');
    expect(progress).toMatchObject({ phase: 'done', status: 'succeeded' });
    expect(progress.streams).toHaveLength(house.context.project.streams.length);
  });
});
