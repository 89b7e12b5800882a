import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { allAccounts } from '../../ledger/account.ts';
import { recordFindings } from '../../ledger/alert-cause.ts';
import { writeMessages } from '../../ledger/message.ts';
import { currentRelease } from '../../ledger/release.ts';
import { severities } from '../../ledger/telling-tables.ts';
import { atomically } from '../../ledger/transaction.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import { overdueFindings } from '../correction/overdue.ts';
import { syncCorrections } from '../correction/sync-corrections.ts';
import { announce, endAlarm } from '../finish-run.ts';
import { keepForecasts } from './keep-forecasts.ts';
import { messagesOf } from './messages-of.ts';
import { overdueTasks, placesOfOwners } from './overdue-tasks.ts';
import { toldRules } from './told-rules.ts';

const row = z.object({
  ...{ rule: z.string(), subject: z.string(), severity: z.enum(severities), escalated: z.boolean() },
  ...{ employee_id: z.string(), employee_name: z.string(), team_id: z.string(), region: z.string() },
  ...{ since: z.string().nullable(), evidence: z.string() },
});
const evidence = z.record(z.string(), z.string());

type Syncing = Pick<Context, 'db' | 'project' | 'warehouse' | 'now'>;

/**
 * Freezes what is forecast, lets the queue of corrections and the causes of alerts follow what the newest release shows, and writes
 * what people are told of the difference.
 */
export async function syncAlerts(context: Syncing): Promise<void> {
  const { db, project } = context;
  const current = await currentRelease(db);
  if (current === undefined) return;
  const { company, notify } = project.config;
  const today = context.now().toLocaleDateString('sv-SE', { timeZone: company.timezone });
  const { release } = current;
  await keepForecasts(context, { release, today });
  const owners = await syncCorrections(context, { release, today });
  const { findings, names } = await findingsOf(context, release);
  const places = await placesOfOwners(context, { release, today });
  const accounts = notify.channels.some(({ type }) => type === 'email') ? await allAccounts(db) : [];
  await atomically(db, async (trx) => {
    const overdue = [...(await overdueFindings(trx, today)), ...(await overdueTasks(trx, today, places))];
    const all = [...findings, ...overdue];
    const changes = await recordFindings(trx, release, all);
    const known = { accounts, names: new Map([...owners.names, ...names]), rules: toldRules(project) };
    await writeMessages(trx, messagesOf({ company, channels: notify.channels, ...known }, changes));
  });
}

/** What the rules found in the data, and the names of those it is about. */
async function findingsOf({ project, warehouse }: Syncing, release: number) {
  const asset = project.graph.asset('mart.alert');
  const rows = row.array().parse(await warehouse.rows(relationAt(asset, release)));
  const findings = rows.map((each) => ({
    ...{ rule: each.rule, subject: each.subject, severity: each.severity, escalated: each.escalated },
    ...{ employeeId: each.employee_id, teamId: each.team_id, region: each.region, since: each.since },
    evidence: evidence.parse(JSON.parse(each.evidence)),
  }));
  return { findings, names: new Map(rows.map((each) => [each.employee_id, each.employee_name])) };
}

/**
 * The same after a run, which has done its work whatever becomes of this: what goes wrong, or takes more than `limitMs`
 * milliseconds, is itself an alert.
 */
export async function syncAlertsAfterRun(context: Context, runId: string, limitMs = 60_000): Promise<void> {
  try {
    await inTime(limitMs, syncAlerts(context));
    await endAlarm(context, { kind: 'run failed', subject: 'alerts' });
  } catch (caught) {
    const reason = caught instanceof Error ? caught.message : String(caught);
    await announce(context, {
      ...{ kind: 'run failed', subject: 'alerts', runId },
      message: `What the rules of alerts find could not be told: ${reason}. The next run tries again.`,
      messageZh: `预警规则的结果未能通知：${reason}。下一次运行会重试。`,
    });
  }
}

async function inTime(limitMs: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = pause(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`it took more than ${limitMs / 1000} s`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
