import { type Selectable, sql } from 'kysely';
import type { AlertTable, LedgerDb } from './schema.ts';

export type Alert = Readonly<Selectable<AlertTable>>;

export const alertKinds = [
  'run failed',
  'run late',
  'check failed',
  'stream failed',
  'stream parked',
  'contract changed',
  'asset late',
] as const;
export type AlertKind = (typeof alertKinds)[number];

export interface NewAlert {
  readonly kind: AlertKind;
  /** What it is about: an asset, `source.stream`, a schedule. One alert per kind and subject is open at a time. */
  readonly subject: string;
  readonly message: string;
  readonly runId?: string;
}

/**
 * Opens an alert, or counts one more occurrence on the open one and gives it the newest message and run.
 * `times` is 1 exactly when the alert is new, which is when people are told.
 */
export async function raiseAlert(db: LedgerDb, alert: NewAlert): Promise<Alert> {
  const { kind, subject, message, runId = null } = alert;
  return db
    .insertInto('alert')
    .values({ kind, subject, message, runId })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'subject'])
        .where('resolvedAt', 'is', null)
        .doUpdateSet((eb) => ({
          message,
          runId,
          times: eb('alert.times', '+', 1),
          lastRaisedAt: sql<string>`clock_timestamp()`,
        })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface AlertFilter {
  readonly id?: number;
  readonly kind?: AlertKind;
  readonly subject?: string;
}

/** Resolves the open alerts that match everything given, and returns how many; an empty filter resolves none. */
export async function resolveAlerts(db: LedgerDb, filter: AlertFilter): Promise<number> {
  const { id, kind, subject } = filter;
  if (id === undefined && kind === undefined && subject === undefined) return 0;
  let update = db
    .updateTable('alert')
    .set({ resolvedAt: sql<string>`clock_timestamp()` })
    .where('resolvedAt', 'is', null);
  if (id !== undefined) update = update.where('id', '=', id);
  if (kind !== undefined) update = update.where('kind', '=', kind);
  if (subject !== undefined) update = update.where('subject', '=', subject);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

/** Alerts nobody has resolved, the last raised first. */
export async function openAlerts(db: LedgerDb): Promise<readonly Alert[]> {
  return db
    .selectFrom('alert')
    .selectAll()
    .where('resolvedAt', 'is', null)
    .orderBy('lastRaisedAt', 'desc')
    .execute();
}
