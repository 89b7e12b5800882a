import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '../../infra/embedded/processes/alive.ts';
import { descendantsOf } from '../../infra/embedded/processes/descendants.ts';
import { eventually } from '../../infra/embedded/processes/wait.ts';
import { CommandLine, type Foreground } from './command-line.ts';

const patient = { timeout: 240_000 };

/** A twentieth of the sample company, played until a fixed day, so that every machine sees the same. */
const yardstick = new CommandLine({ YARDSTICK_DEMO_SCALE: '0.05', YARDSTICK_DEMO_UNTIL: '2026-03-30' });
let foreground: Foreground;

beforeAll(async () => {
  foreground = yardstick.start();
  await foreground.answer;
}, 400_000);

afterAll(async () => {
  foreground.process.kill('SIGTERM');
  await foreground.exited;
  yardstick.remove();
}, 60_000);

describe('after the first start', () => {
  test('the first run has succeeded, and there is a login for every role', async () => {
    expect(await foreground.answer).toMatchObject({
      state: 'started',
      firstRun: { status: 'succeeded' },
      logins: ['rep', 'manager', 'executive', 'hr', 'finance', 'analyst', 'admin'].map((role) => ({ role })),
    });
  });

  test('the portal serves its pages', patient, async () => {
    const { portal } = await foreground.answer;
    const response = await fetch(String(portal));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<div id="root">');
  });

  test('status finds every engine well and every asset on time', patient, async () => {
    const { engines, release, freshness, alerts } = await yardstick.json('status');
    expect(engines.filter((engine: { ok: boolean }) => !engine.ok)).toEqual([]);
    expect(release.release).toBe(1);
    expect(new Set(freshness.map(({ state }: { state: string }) => state))).toEqual(new Set(['on time']));
    expect(alerts).toEqual([]);
  });

  test('plan finds nothing to rebuild', patient, async () => {
    expect(await yardstick.json('plan')).toMatchObject({ build: 0, maybe: 0 });
  });

  test('why names version, release and run of a month', patient, async () => {
    const { published, now } = await yardstick.json('why', 'fct.order_event', '2026-02');
    expect(published).toEqual([
      expect.objectContaining({ month: '2026-02-01', release: 1, state: 'published' }),
    ]);
    expect(now).toEqual([expect.objectContaining({ action: 'keep' })]);
  });

  test('lineage leads from a mart to the sources', patient, async () => {
    const { stdout } = await yardstick.run('lineage', 'mart.kpi_monthly');
    expect(stdout).toContain('stream erp.sales_order_line');
    expect(stdout).toContain('stream crm.Order_Credit__c');
  });

  test('no check has failed', patient, async () => {
    expect(await yardstick.json('checks', '--failed')).toEqual([]);
    expect((await yardstick.json('checks')).length).toBeGreaterThan(50);
  });

  test('every stream was read and every source can be', patient, async () => {
    const streams: readonly { source: string; rows: number; openSlices: number }[] =
      await yardstick.json('sources');
    // Nobody has decided anything yet.
    const told = streams.filter(({ source }) => source !== 'decided');
    expect(told.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(streams.filter(({ openSlices }) => openSlices > 0)).toEqual([]);
    const verdicts: readonly { ok: boolean }[] = await yardstick.json('sources', '--check');
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  });

  test('sql reads what is published, as a user who may read nothing else', patient, async () => {
    const query = `SELECT sum(numerator) > 0 AS sold FROM mart.kpi_monthly WHERE kpi = 'net_sales'`;
    expect(await yardstick.json('sql', query)).toEqual([{ sold: 1 }]);
    const pay = 'SELECT * FROM mart.commission_statement';
    for (const statement of ['SELECT * FROM meta.pointer', 'DROP VIEW mart.funnel', pay]) {
      const refused = await yardstick.run('sql', statement);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('`--user admin` may read and change everything. [WAREHOUSE_REFUSED]');
    }
  });

  test(
    'sql says how to correct a statement, and where the list is that names what there is',
    patient,
    async () => {
      const { stderr } = await yardstick.run('sql', 'SELECT nothing FROM mart.kpi_monthly');
      expect(stderr).toContain('"DESCRIBE TABLE mart.kpi_monthly"');
      expect(stderr).not.toContain('admin');
      expect((await yardstick.run('sql', 'DESCRIBE TABLE mart.kpi_monthly')).code).toBe(0);
    },
  );

  test('doctor finds nothing wrong', patient, async () => {
    const { findings } = await yardstick.json('doctor');
    expect(findings.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  });

  test('a second start says where it runs already', patient, async () => {
    expect(await yardstick.json('start')).toMatchObject({ state: 'running', pid: foreground.pid });
  });

  test('an order that cannot be is refused with its reason', patient, async () => {
    const refused = await yardstick.run('run', '--source', 'nowhere');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('There is no source nowhere');
  });
});

describe('another day', () => {
  test('is read, built and published, and then nothing is left to do', patient, async () => {
    const { until } = await yardstick.json('demo', 'advance', '--days', '1');
    expect(until).toBe('2026-03-31');
    const run = await yardstick.json('run');
    expect(run).toMatchObject({ kind: 'manual', status: 'succeeded' });
    expect(run.summary.rowsNew).toBeGreaterThan(0);
    expect(run.summary.assetsBuilt).toBeGreaterThan(0);
    expect(await yardstick.json('plan')).toMatchObject({ build: 0, maybe: 0 });
  });
});

describe('an end', () => {
  test('by kill -9 leaves no child behind', patient, async () => {
    const family = descendantsOf(foreground.pid);
    expect(family.length).toBeGreaterThan(6);
    foreground.process.kill('SIGKILL');
    await foreground.exited;
    await eventually(async () => !family.some(isAlive), { withinMs: 12_000 });
    expect(family.filter(isAlive)).toEqual([]);
    const status = await yardstick.run('status');
    expect(status.stderr).toContain('NOT_RUNNING');
  });

  test('is followed by a start that goes on where it was', patient, async () => {
    foreground = yardstick.start();
    expect(await foreground.answer).toMatchObject({ state: 'started', firstRun: null });
    expect((await yardstick.json('status')).release.release).toBeGreaterThan(1);
    expect(await yardstick.json('plan')).toMatchObject({ build: 0, maybe: 0 });
  });

  test('by Ctrl-C takes at most ten seconds and leaves nothing behind', patient, async () => {
    const family = descendantsOf(foreground.pid);
    const began = Date.now();
    process.kill(-foreground.pid, 'SIGINT');
    expect(await foreground.exited).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(family.filter(isAlive)).toEqual([]);
  });
});
