import { expect, it } from 'vitest';
import { syncAlerts } from '../../activities/telling/sync-alerts.ts';
import { compareAnswer } from '../../cli/answers/suggestions/compare.ts';
import { taskAccept, taskDrop } from '../../cli/answers/task/decide.ts';
import { taskPropose } from '../../cli/answers/task/propose.ts';
import { taskShow } from '../../cli/answers/task/show.ts';
import { newestReleaseNumber } from '../../cli/runtime/newest-release.ts';
import { createAccount } from '../../ledger/account.ts';
import { openCauses } from '../../ledger/alert-cause.ts';
import type { FollowedCompany } from './company.ts';

/** Whom tasks concern on which day, and who counts as somebody else; cases of the company that the test file has opened. */
export function taskCases(company: () => FollowedCompany): void {
  const email = (name: string) => `${name}@golden.example`;
  const as = (name: string) => ({ by: email(name), passwordFile: company().passwordFile });
  const task = { kpi: 'net_sales', kind: 'task', title: 'visit more' };
  const propose = async (by: string, of: { readonly employee: string; readonly due: string }) =>
    String(Object((await taskPropose(company().on('2026-03-05'), { ...task, ...of, ...as(by) })).data).id);

  it('is told in the team where its owner works on the day of telling', { timeout: 120_000 }, async () => {
    const { db } = company().pipeline.context;
    const id = await propose('director', { employee: 'M8', due: '2026-03-09' });
    const told = async (day: string) => {
      await syncAlerts(company().on(day));
      const causes = await openCauses(db, 'task_overdue');
      return causes.filter(({ subject }) => subject === id).map(({ teamId }) => teamId);
    };
    // M8 is to move in July, as the release that is read knows already.
    expect(await told('2026-03-10')).toEqual(['T2']);
    expect(await told('2026-07-01')).toEqual(['T1']);
    await taskDrop(company().on('2026-07-01'), id, { ...as('director'), reason: 'moved' });
    expect(await told('2026-07-02')).toEqual([]);
  });

  it('is not agreed on by another account of whoever has proposed it', { timeout: 120_000 }, async () => {
    const { db } = company().pipeline.context;
    const other = { email: email('m9.second'), name: 'm9', role: 'manager', employeeId: 'M9' } as const;
    await createAccount(db, { ...other, teamId: 'T1', password: 'correct horse battery', language: 'en' });
    const day = company().on('2026-03-05');
    const id = await propose('m9', { employee: 'R4', due: '2026-06-30' });
    await expect(taskAccept(day, id, as('m9.second'))).rejects.toMatchObject({
      code: 'TASK_REFUSED',
      message: `${email('m9.second')} is an account of M9, who has proposed it; somebody else accepts it.`,
    });
    await taskAccept(day, id, as('director'));
  });

  it('shows one release, also while the next one is published', { timeout: 120_000 }, async () => {
    const day = company().on('2026-03-05');
    const newest = await newestReleaseNumber(day);
    const next = { runId: 'the next one', state: 'published', release: newest + 1 } as const;
    const releasesReadBy = async (answer: (context: typeof day) => Promise<unknown>) => {
      const read = new Set<string | undefined>();
      const rows = async <Row>(sql: string, parameters?: Readonly<Record<string, unknown>>) => {
        const told = await day.warehouse.rows<Row>(sql, parameters);
        read.add(/AND release <= (\d+)/.exec(sql)?.[1]);
        await day.db
          .insertInto('release')
          .values(next)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return told;
      };
      await answer({ ...day, warehouse: Object.assign(Object.create(day.warehouse), { rows }) });
      await day.db.deleteFrom('release').where('release', '=', next.release).execute();
      return [...read];
    };
    expect(await releasesReadBy((context) => taskShow(context, '1', { as: email('m9') }))).toEqual([
      `${newest}`,
    ]);
    const change = { kpis: ['net_sales'], on: '2026-03-01', months: 2 };
    expect(await releasesReadBy((context) => compareAnswer(context, change))).toEqual([`${newest}`]);
    const proposal = { ...task, employee: 'R5', due: '2026-06-30', ...as('m9') };
    expect(await releasesReadBy((context) => taskPropose(context, proposal))).toEqual([`${newest}`]);
  });

  it('compares whole months only, and no sums of unlike numbers of them', { timeout: 120_000 }, async () => {
    const { data, text } = await compareAnswer(company().on('2026-05-05'), {
      ...{ kpis: ['net_sales'], on: '2026-03-01', months: 2 },
    });
    expect(data).toMatchObject([
      { before: { told: 2 }, after: { told: 1 }, difference: null, change: null, leftOut: ['2026-04-01'] },
    ]);
    expect(text).toContain('net_sales: left out, because only a part of it is known: 2026-04.');
  });
}
