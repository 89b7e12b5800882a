import axios from 'axios';
import { raiseAlert, resolveAlerts } from '../ledger/alert.ts';
import { finishRun, type RunRecord, type RunResult } from '../ledger/run.ts';
import type { Context } from './context.ts';

/** As much of a context as telling people needs. */
export interface Telling {
  readonly db: Context['db'];
  readonly project: {
    readonly config: {
      readonly company: { readonly name: string };
      readonly notify: { readonly webhook?: string | undefined };
    };
  };
}

export interface FinishRequest {
  readonly runId: string;
  readonly kind: string;
  readonly status: RunResult['status'];
  readonly summary: Readonly<Record<string, unknown>>;
  /** Sentences for people, one per thing that failed. */
  readonly problems: readonly string[];
}

/** Closes the run in the ledger and tells people when something failed; a good nightly ends the alarm. */
export async function closeRun(context: Telling, request: FinishRequest): Promise<void> {
  const { runId, status, summary, problems } = request;
  const run = await finishRun(context.db, runId, {
    status,
    summary,
    ...(problems.length === 0 ? {} : { error: problems.join('\n') }),
  });
  if (status === 'succeeded') {
    for (const subject of madeGood(run)) {
      await resolveAlerts(context.db, { kind: 'run failed', subject });
      await resolveAlerts(context.db, { kind: 'run late', subject });
    }
  }
  if (status === 'failed' || status === 'partial') {
    await announce(context, {
      kind: 'run failed',
      subject: request.kind,
      message: problems.join('\n'),
      runId,
    });
  }
}

/**
 * What a good run has made good: its kind; every run, where it has read every source; and what the warehouse had lost,
 * since every run builds what is missing.
 */
function madeGood({ kind, detail }: RunRecord): readonly string[] {
  return [kind, 'warehouse', ...(detail.sources === 'all' ? ['nightly', 'manual'] : [])];
}

export interface Announcement {
  readonly kind: 'run failed' | 'run late' | 'stream failed';
  readonly subject: string;
  readonly message: string;
  readonly runId?: string;
}

/** Opens an alert for CLI and portal; a new one also goes to the webhook, whose failure must not fail the run. */
export async function announce(context: Telling, announcement: Announcement): Promise<void> {
  const alert = await raiseAlert(context.db, announcement);
  const { webhook } = context.project.config.notify;
  if (alert.times > 1 || webhook === undefined) return;
  const text = `${context.project.config.company.name}: ${announcement.subject} ${announcement.kind}. ${announcement.message}`;
  try {
    await axios.post(webhook, { text, ...announcement }, { timeout: 10_000, maxRedirects: 0 });
    await resolveAlerts(context.db, { kind: 'run failed', subject: 'webhook' });
  } catch (caught) {
    const reason = caught instanceof Error ? caught.message : String(caught);
    await raiseAlert(context.db, {
      ...{ kind: 'run failed', subject: 'webhook' },
      message: `The webhook of notify.webhook did not take the announcement: ${reason}. Correct the address or its server.`,
    });
  }
}
