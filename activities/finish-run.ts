import type { Channel } from '../config/notify.ts';
import { allAccounts } from '../ledger/account.ts';
import { raiseAlert, resolveAlerts } from '../ledger/alert.ts';
import { writeMessages } from '../ledger/message.ts';
import { finishRun, type RunRecord, type RunResult } from '../ledger/run.ts';
import type { LedgerDb } from '../ledger/schema.ts';
import type { MessageContent } from '../ledger/telling-tables.ts';
import { atomically } from '../ledger/transaction.ts';
import type { Context } from './context.ts';
import { recipientsOf } from './telling/audience.ts';
import { resolvedContent, type Trouble, troubleContent } from './telling/run-wording.ts';
import type { Language } from './telling/wording.ts';

/** As much of a context as telling people needs. */
export interface Telling {
  readonly db: Context['db'];
  readonly project: {
    readonly config: {
      readonly company: { readonly name: string; readonly language: Language };
      readonly notify: { readonly channels: readonly Channel[] };
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
      await endAlarm(context, { kind: 'run failed', subject });
      await endAlarm(context, { kind: 'run late', subject });
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

export interface Announcement extends Trouble {
  readonly message: string;
  /** The same for a Chinese company; what an error says stays as it is. */
  readonly messageZh?: string;
  readonly runId?: string;
}

/** Opens an alert for CLI and portal; a new one is also written for every channel that takes operations. */
export async function announce(context: Telling, announcement: Announcement): Promise<void> {
  await atomically(context.db, async (trx) => {
    const alert = await raiseAlert(trx, announcement);
    if (alert.times > 1) return;
    const { name, language } = context.project.config.company;
    await tell(trx, context, troubleContent(name, announcement, language));
  });
}

/** Ends an alert; who was told that it began is told that it is over. */
export async function endAlarm(context: Telling, trouble: Trouble): Promise<void> {
  await atomically(context.db, async (trx) => {
    if ((await resolveAlerts(trx, { kind: trouble.kind, subject: trouble.subject })) === 0) return;
    const { name, language } = context.project.config.company;
    await tell(trx, context, resolvedContent(name, trouble, language));
  });
}

async function tell(trx: LedgerDb, { project }: Telling, content: MessageContent): Promise<void> {
  const { notify } = project.config;
  const accounts = notify.channels.some(({ type }) => type === 'email') ? await allAccounts(trx) : [];
  const messages = notify.channels.flatMap((channel) =>
    recipientsOf(channel, operations, accounts).map((recipient) => ({
      ...{ channel: channel.name, recipient, content },
    })),
  );
  await writeMessages(trx, messages);
}

const operations = {
  ...{ about: 'operations', employeeId: '', teamId: '', region: '', escalated: false, isPersonal: false },
  severity: 'critical',
} as const;
