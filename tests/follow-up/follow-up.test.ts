import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { syncAlerts } from '../../activities/telling/sync-alerts.ts';
import { ownStatement } from '../../cli/answers/appraisal/own-statement.ts';
import { receipts } from '../../cli/answers/appraisal/receipts.ts';
import { verify } from '../../cli/answers/audit/verify.ts';
import { lockPeriod } from '../../cli/answers/close/lock.ts';
import { suggestionsList } from '../../cli/answers/suggestions/list.ts';
import { taskAccept, taskDone, taskDrop } from '../../cli/answers/task/decide.ts';
import { taskList } from '../../cli/answers/task/list.ts';
import { taskPropose } from '../../cli/answers/task/propose.ts';
import { taskShow } from '../../cli/answers/task/show.ts';
import { trainingAttendance } from '../../cli/answers/training/attendance.ts';
import { trainingCourses } from '../../cli/answers/training/courses.ts';
import { messagesIn } from '../../ledger/message.ts';
import { type FollowedCompany, openFollowedCompany } from './company.ts';
import { mentorCases } from './mentor-cases.ts';
import { taskCases } from './task-cases.ts';

// From what is suggested to what is done about it to what the figure says then, on real engines.

let company: FollowedCompany;
beforeAll(async () => {
  company = await openFollowedCompany();
}, 300_000);
afterAll(() => company.stop());

const email = (name: string) => `${name}@golden.example`;
const as = (name: string) => ({ by: email(name), passwordFile: company.passwordFile });
const seen = async (name: string, question: object = {}) =>
  z
    .array(z.object({ employeeId: z.string() }))
    .parse((await taskList(company.on('2026-02-05'), { state: 'all', as: email(name), ...question })).data)
    .map(({ employeeId }) => employeeId);

it('proposes what is suggested, with its row, to those whom one may follow', {
  timeout: 120_000,
}, async () => {
  const day = company.on('2026-02-05');
  const { data: suggestions, text: list } = await suggestionsList(day, { employee: 'R1' });
  expect(list).toMatch(/ sales skills +net_sales /);
  expect(suggestions).toMatchObject([
    {
      ...{ kpi: 'net_sales', topic: 'sales_skills', month: '2026-03-01' },
      courses: [
        { key: 'calling', effect: null, attended: null },
        { key: 'closing', effect: 5, attended: '2026-02-20' },
      ],
    },
  ]);
  const proposal = { employee: 'R1', kpi: 'net_sales', due: '2026-02-15', kind: 'task', suggested: true };
  for (const stranger of ['r2', 'm8', 'finance'])
    await expect(taskPropose(day, { ...proposal, ...as(stranger) })).rejects.toMatchObject({
      code: 'APPROVAL_REFUSED',
    });
  for (const asked of [
    // The password is missing, a peer or the own superior would have to do it, the person is above, or of the own team and not below.
    { by: email('m9') },
    { ...as('r1'), owner: 'R2' },
    { ...as('m9'), owner: 'D1' },
    { ...as('m9'), employee: 'D1', suggested: false, title: 'x' },
  ])
    await expect(taskPropose(day, { ...proposal, ...asked })).rejects.toMatchObject({
      code: 'APPROVAL_REFUSED',
    });
  const { data, text } = await taskPropose(day, { ...proposal, ...as('m9') });
  expect(data).toMatchObject({
    ...{ state: 'proposed', origin: 'suggestion', owner: 'R1', teamId: 'T1', proposedOn: '2026-02-05' },
    evidence: { month: '2026-03-01', value: '3000', topic: 'sales_skills', release: '1' },
  });
  expect(text).toContain('Training: sales skills');
  await expect(taskPropose(day, { ...proposal, ...as('director') })).rejects.toThrow('Task 1 is proposed');
  const none = { ...proposal, employee: 'R8', ...as('m8') };
  await expect(taskPropose(day, none)).rejects.toThrow('Nothing is suggested for this person');
  const late = { ...none, suggested: false, title: 'x', due: '2026-02-04' };
  await expect(taskPropose(day, late)).rejects.toThrow('2026-02-04 is over already');
  await expect(taskPropose(day, { ...late, due: '2026-03-04', title: ' ' })).rejects.toMatchObject({
    code: 'TASK_REFUSED',
  });
  await expect(taskPropose(day, { ...late, kpi: 'charm' })).rejects.toMatchObject({ code: 'KPI_UNKNOWN' });
});

it('evaluates each course against untrained peers, and shows who took part to those whom it concerns', {
  timeout: 120_000,
}, async () => {
  const { data, text } = await trainingCourses(company.pipeline.context);
  expect(data).toMatchObject([
    { key: 'closing', trained: 2, peers: 2, effect: 5, last: '2026-02-20' },
    { key: 'calling', trained: 1, peers: 0, effect: null, reason: 'nobody_to_compare' },
  ]);
  expect(text).toMatch(
    /calling +Calling +sales skills +offline +1 +0 +– +nobody to compare with +2026-03-01/,
  );
  const took = async (name: string) =>
    (await trainingAttendance(company.pipeline.context, 'closing', { as: email(name) })).data;
  expect(await took('r1')).toEqual([{ employee_id: 'R1', day: '2026-02-20', before: '60', after: '70' }]);
  expect(await took('m8')).toMatchObject([{ employee_id: 'R8' }]);
  await expect(trainingAttendance(company.pipeline.context, 'juggling', {})).rejects.toMatchObject({
    code: 'COURSE_UNKNOWN',
  });
});

it('is agreed on by the owner, and seen by nobody whom it does not concern', {
  timeout: 120_000,
}, async () => {
  const day = company.on('2026-02-10');
  await expect(taskAccept(day, '1', as('m9'))).rejects.toThrow('somebody else accepts it');
  await expect(taskAccept(day, '1', as('r2'))).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await expect(taskAccept(day, '1', { by: email('r1') })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await expect(taskDone(day, '1', { ...as('r1'), note: 'x' })).rejects.toThrow('It is proposed');
  await taskAccept(day, '1', as('r1'));
  for (const name of ['r1', 'm9', 'director', 'finance']) expect(await seen(name)).toEqual(['R1']);
  for (const name of ['r2', 'm8']) expect(await seen(name)).toEqual([]);
  await expect(taskShow(day, '1', { as: email('r2') })).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
});

it('is told once when it is overdue, and again to nobody until it is done', {
  timeout: 120_000,
}, async () => {
  const { db } = company.pipeline.context;
  await syncAlerts(company.on('2026-02-15'));
  expect(await messagesIn(db, 'waiting')).toEqual([]);
  await syncAlerts(company.on('2026-02-16'));
  await syncAlerts(company.on('2026-02-17'));
  const [message, ...more] = await messagesIn(db, 'waiting');
  expect(more).toEqual([]);
  expect(message?.content.lines).toEqual([
    'Task overdue: Task 1 (net_sales of R1): Training: sales skills; due 2026-02-15; owner R1',
  ]);
  const { text } = await taskList(company.on('2026-02-17'), { state: 'open', overdue: true });
  expect(text).toMatch(/1 +task +R1 +net_sales +Training: sales skills +R1 +2026-02-15 +accepted, overdue/);
  expect(await seen('m9', { overdue: true, state: 'open' })).toEqual([]);
});

it('shows the figure before it began and after it has ended', { timeout: 120_000 }, async () => {
  const open = await taskShow(company.on('2026-02-17'), '1', { as: email('r1') });
  expect(open.data).toMatchObject({ outcome: { start: { month: '2026-01-01', value: 1_000 }, later: null } });
  await expect(taskDone(company.on('2026-02-20'), '1', { ...as('r1'), note: ' ' })).rejects.toMatchObject({
    code: 'TASK_REFUSED',
  });
  await taskDone(company.on('2026-02-20'), '1', { ...as('r1'), note: 'called all forty' });
  const { data, text } = await taskShow(company.on('2026-04-15'), '1', { as: email('r1') });
  expect(data).toMatchObject({
    ...{ state: 'done', closedOn: '2026-02-20', overdue: false },
    outcome: {
      start: { month: '2026-01-01', value: 1_000 },
      later: { month: '2026-03-01', value: 3_000 },
      ...{ change: 2_000, isBetter: true },
    },
    steps: [
      { action: 'task proposed', by: email('m9') },
      { action: 'task accepted', by: email('r1') },
      { action: 'task done', by: email('r1') },
    ],
  });
  expect(text).toContain(
    'At the start (2026-01): 1,000. After it (2026-03): 3,000. Change: 2,000, for the better.',
  );
  await syncAlerts(company.on('2026-02-21'));
  const lines = (await messagesIn(company.pipeline.context.db, 'waiting')).flatMap(
    ({ content }) => content.lines,
  );
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(expect.stringMatching(/^\[Recovered\] Task overdue/));
});

it('can be one’s own plan, which a superior agrees to, with a figure that is not known yet', {
  timeout: 120_000,
}, async () => {
  const day = company.on('2026-03-05');
  const plan = {
    employee: 'R2',
    kpi: 'net_sales',
    due: '2026-06-30',
    kind: 'improvement_plan',
    title: 'visit more',
  };
  await taskPropose(day, { ...plan, ...as('r2') });
  for (const name of ['m8', 'r1', 'payer'])
    await expect(taskAccept(day, '2', as(name))).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await taskAccept(day, '2', as('m9'));
  await taskDone(company.on('2026-04-01'), '2', { ...as('m9'), note: 'ten visits a week' });
  const { text } = await taskShow(company.on('2026-04-15'), '2', {});
  expect(text).toContain('At the start (2026-02): 4,000. After it (2026-05): nothing is published yet.');
  await expect(taskDrop(day, '2', { ...as('m9'), reason: 'late' })).rejects.toThrow('It is done');
});

it('is decided by nobody about oneself, nor about a superior of the same team', {
  timeout: 120_000,
}, async () => {
  const day = company.on('2026-03-05');
  const plan = { kpi: 'net_sales', due: '2026-06-30', kind: 'improvement_plan', title: 'plan the week' };
  // What M9 proposes about M9 is for the superior, though R1 is below and owns it.
  await taskPropose(day, { ...plan, employee: 'M9', owner: 'R1', ...as('m9') });
  for (const name of ['m9', 'r1'])
    await expect(taskAccept(day, '3', as(name))).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
  await taskAccept(day, '3', as('d1'));
  await taskPropose(day, { ...plan, employee: 'D1', ...as('director') });
  await expect(taskDrop(day, '4', { ...as('m9'), reason: 'no' })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await taskDrop(day, '4', { ...as('d1'), reason: 'is in it already' });
});

it('is answered by its owner, whatever role the account has', { timeout: 120_000 }, async () => {
  const day = company.on('2026-03-05');
  const task = { employee: 'R3', kpi: 'net_sales', due: '2026-06-30', kind: 'task', title: 'call back' };
  await expect(taskPropose(day, { ...task, ...as('payer') })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await taskPropose(day, { ...task, ...as('m9') });
  await taskAccept(day, '5', as('payer'));
  await taskDone(day, '5', { ...as('payer'), note: 'called' });
});

it('stands in the audit chain as it is', async () => {
  const { db } = company.pipeline.context;
  expect((await verify(db, undefined)).failed).toBeUndefined();
  await sql`UPDATE ledger.task SET closed_on = '2026-02-01' WHERE id = 1`.execute(db);
  expect(await verify(db, undefined)).toMatchObject({
    data: { problem: 'task 1 is not what the chain says of it' },
  });
  await sql`UPDATE ledger.task SET closed_on = '2026-02-20' WHERE id = 1`.execute(db);
});

it('tells each person of the statement that a lock publishes, once and without figures', {
  timeout: 120_000,
}, async () => {
  const { context } = company.pipeline;
  const before = await messagesIn(context.db, 'waiting');
  const order = { by: email('finance'), accept: ['no_held_orders'], reason: 'O12 is with the court' };
  await expect(receipts(context, { period: '2026Q1' })).rejects.toMatchObject({ code: 'APPRAISAL_UNKNOWN' });
  await lockPeriod(context, '2026Q1', order);
  await expect(lockPeriod(context, '2026Q1', order)).rejects.toMatchObject({ code: 'PERIOD_LOCKED' });
  const told = (await messagesIn(context.db, 'waiting')).slice(0, -before.length);
  // M9 and M8 have accounts and no statement: the plan pays no manager.
  expect(told.map(({ channel, recipient }) => [channel, recipient]).toSorted()).toEqual([
    ['chat', ''],
    ['mail', email('r1')],
    ['mail', email('r2')],
  ]);
  expect(told.find(({ recipient }) => recipient === email('r1'))?.content).toEqual({
    title: 'Golden: results of 2026Q1 are published',
    lines: [
      'Your result for 2026Q1, version 1, is published. Read it with `yardstick appraisal statement --period 2026Q1 --by … --password-file …`.',
    ],
    items: [{ kind: 'results published', period: '2026Q1', version: 1 }],
  });
});

it('keeps who has read the own statement, when they first did, and who has not', {
  timeout: 120_000,
}, async () => {
  const { context } = company.pipeline;
  const asked = { period: '2026Q1' };
  expect((await receipts(context, { ...asked, unread: true })).data).toHaveLength(11);
  await expect(ownStatement(context, { ...asked, by: email('r1') })).rejects.toMatchObject({
    code: 'APPROVAL_REFUSED',
  });
  await expect(ownStatement(context, { ...asked, ...as('director') })).rejects.toThrow(/no statement/);
  await expect(ownStatement(context, { ...asked, ...as('m9') })).rejects.toThrow(/no statement of yours/);
  const own = Object((await ownStatement(context, { ...asked, ...as('r1') })).data);
  expect(own).toMatchObject({ employee: 'R1', version: 1, statements: [{ net_sales: '6000.00' }] });
  expect(own.statements).toHaveLength(1);
  const again = Object((await ownStatement(context, { ...asked, ...as('r1') })).data);
  expect(again.readAt).toBe(own.readAt);
  const { data, text } = await receipts(context, { ...asked, as: email('m9') });
  expect(data).toContainEqual(expect.objectContaining({ employeeId: 'R1', version: 1, readBy: email('r1') }));
  expect(text).toMatch(/^2026Q1, version 1: 1 of 10 have read it\./);
  expect((await receipts(context, { ...asked, as: email('r2') })).data).toMatchObject([
    { employeeId: 'R2', readAt: null },
  ]);
  expect((await receipts(context, { ...asked, unread: true })).data).toHaveLength(10);
  expect((await verify(context.db, undefined)).failed).toBeUndefined();
  const kept = await sql`UPDATE ledger.statement_receipt SET read_by = 'x' WHERE read_by IS NOT NULL`.execute(
    context.db,
  );
  expect(kept.numAffectedRows).toBe(1n);
  expect((await verify(context.db, undefined)).data).toMatchObject({
    problem: expect.stringMatching(/^statement receipt \d+ is not what the chain says of it$/),
  });
  await sql`UPDATE ledger.statement_receipt SET read_by = ${email('r1')} WHERE read_by = 'x'`.execute(
    context.db,
  );
});

taskCases(() => company);
mentorCases(() => company);

it('says of a lock from before readings were recorded that it is one', async () => {
  const { db } = company.pipeline.context;
  await sql`DELETE FROM ledger.statement_receipt`.execute(db);
  const { context } = company.pipeline;
  await expect(receipts(context, { period: '2026Q1' })).rejects.toThrow(
    /locked before readings were recorded/,
  );
});
