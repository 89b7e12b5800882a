import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markNode, planOf, savePlan } from './plan.ts';
import { finishRun, latestRuns, type NewRun, runById, setRunStatus, startRun } from './run.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

describe('a run and its plan', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger();
  });
  afterAll(() => ledger.close());

  it('is recorded once, however often it is started', async () => {
    const first = await startRun(ledger.db, run('once'));
    const second = await startRun(ledger.db, { ...run('once'), requestedBy: 'somebody else' });
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      status: 'running',
      detail: { assets: ['fct.order_event'] },
      finishedAt: null,
    });
    expect(new Date(first.startedAt).toISOString()).toBe(first.startedAt);
  });

  it('keeps its first result', async () => {
    await startRun(ledger.db, run('result'));
    await setRunStatus(ledger.db, 'result', 'publishing');
    await finishRun(ledger.db, 'result', { status: 'failed', summary: { built: 3 }, error: 'disk full' });
    await finishRun(ledger.db, 'result', { status: 'succeeded', summary: {} });
    await setRunStatus(ledger.db, 'result', 'running');
    expect(await runById(ledger.db, 'result')).toMatchObject({
      status: 'failed',
      summary: { built: 3 },
      error: 'disk full',
    });
    expect((await latestRuns(ledger.db, 1)).map((it) => it.id)).toEqual(['result']);
  });

  it('that is unknown is named in the error', async () => {
    await expect(setRunStatus(ledger.db, 'nowhere', 'running')).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
      subject: 'nowhere',
    });
  });

  it('planned again keeps what became of the rest, and what is named again waits', async () => {
    await startRun(ledger.db, run('twice'));
    await savePlan(ledger.db, 'twice', [node('stg.order_line'), node('dim.customer')]);
    for (const asset of ['stg.order_line', 'dim.customer'])
      await markNode(ledger.db, 'twice', asset, { status: 'built' });
    await savePlan(ledger.db, 'twice', [node('dim.customer'), node('mart.other')]);
    expect(await planOf(ledger.db, 'twice')).toMatchObject([
      { asset: 'stg.order_line', status: 'built' },
      { asset: 'dim.customer', status: 'pending' },
      { asset: 'mart.other', status: 'pending' },
    ]);
  });

  it('keeps its plan, in planning order, and what became of each node', async () => {
    await startRun(ledger.db, run('planned'));
    await savePlan(ledger.db, 'planned', [node('stg.order_line'), node('dim.customer')]);
    await markNode(ledger.db, 'planned', 'dim.customer', { status: 'built', rows: 12 });
    await markNode(ledger.db, 'planned', 'dim.customer', {
      status: 'withheld',
      message: 'fct.order_event failed',
    });
    expect(await planOf(ledger.db, 'planned')).toMatchObject([
      {
        asset: 'stg.order_line',
        status: 'pending',
        rows: null,
        months: ['2026-10-01'],
        decisions: { build: 1 },
      },
      { asset: 'dim.customer', status: 'withheld', rows: 12, message: 'fct.order_event failed' },
    ]);
    await expect(markNode(ledger.db, 'planned', 'mart.other', { status: 'built' })).rejects.toThrow(
      'mart.other',
    );
  });
});

function run(id: string): NewRun {
  return {
    id,
    kind: 'nightly',
    workflowId: 'nightly',
    requestedBy: 'schedule',
    detail: { assets: ['fct.order_event'] },
  };
}

function node(asset: string) {
  return { asset, decisions: { build: 1 }, months: ['2026-10-01'] };
}
