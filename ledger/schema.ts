import type { Generated, GeneratedAlways, Kysely } from 'kysely';
import type { Instant, Json, JsonObject } from './column-kinds.ts';
import type { CorrectionTable, CorrectionWaiverTable } from './correction-tables.ts';
import type {
  CustomerDecisionTable,
  PeriodCloseTable,
  PlanFileTable,
  SuspicionDecisionTable,
  TargetTable,
} from './decision-tables.ts';
import type { FrozenForecastTable } from './forecast-tables.ts';
import type { MentorPairTable, TaskTable } from './task-tables.ts';
import type { AlertCauseTable, MessageTable, StatementReceiptTable } from './telling-tables.ts';

export type { JsonObject } from './column-kinds.ts';

export interface LedgerSchema {
  run: RunTable;
  planNode: PlanNodeTable;
  lease: LeaseTable;
  slice: SliceTable;
  page: PageTable;
  reconciliation: ReconciliationTable;
  partition: PartitionTable;
  release: ReleaseTable;
  releaseEntry: ReleaseEntryTable;
  releasePin: ReleasePinTable;
  published: PublishedTable;
  periodClose: PeriodCloseTable;
  target: TargetTable;
  planFile: PlanFileTable;
  customerDecision: CustomerDecisionTable;
  suspicionDecision: SuspicionDecisionTable;
  checkResult: CheckResultTable;
  quarantineSummary: QuarantineSummaryTable;
  alert: AlertTable;
  alertCause: AlertCauseTable;
  correction: CorrectionTable;
  correctionWaiver: CorrectionWaiverTable;
  task: TaskTable;
  mentorPair: MentorPairTable;
  frozenForecast: FrozenForecastTable;
  message: MessageTable;
  statementReceipt: StatementReceiptTable;
  account: AccountTable;
  session: SessionTable;
  audit: AuditTable;
  limitBucket: LimitBucketTable;
  accessToken: AccessTokenTable;
}

/** What every function of the ledger takes first: the pool, or a transaction begun on it. */
export type LedgerDb = Kysely<LedgerSchema>;

export type RunKind = 'nightly' | 'manual' | 'backfill' | 'sweep';
export type FinalRunStatus = 'succeeded' | 'partial' | 'failed' | 'cancelled';
export type RunStatus = 'running' | 'waiting' | 'publishing' | FinalRunStatus;

export interface RunTable {
  id: string;
  kind: RunKind;
  workflowId: string;
  requestedBy: string;
  detail: Json<JsonObject>;
  status: RunStatus;
  summary: Json<JsonObject> | null;
  error: string | null;
  startedAt: Generated<Instant>;
  finishedAt: Instant | null;
}

export type NodeStatus = 'pending' | 'running' | 'built' | 'kept' | 'failed' | 'blocked' | 'withheld';

export interface PlanNodeTable {
  runId: string;
  asset: string;
  number: number;
  decisions: Json<Readonly<Record<string, number>>>;
  months: Json<readonly string[]>;
  status: NodeStatus;
  rows: number | null;
  message: string | null;
  changedAt: Generated<Instant>;
}

export interface LeaseTable {
  key: string;
  epoch: number;
  holder: string | null;
  ttlSeconds: number;
  acquiredAt: Instant;
  expiresAt: Instant;
}

export type SliceState = 'open' | 'done' | 'abandoned';

export interface SliceTable {
  source: string;
  stream: string;
  slice: string;
  number: GeneratedAlways<number>;
  spec: Json<JsonObject>;
  state: SliceState;
  runId: string;
  openedAt: Generated<Instant>;
  doneAt: Instant | null;
  coverage: number | null;
  expectedRows: number | null;
}

export type PageState = 'committed' | 'withdrawn' | 'retired';
export type StoredCursor = Readonly<Record<string, string | number | boolean | null>>;

export interface PageTable {
  position: GeneratedAlways<number>;
  page: string;
  source: string;
  stream: string;
  slice: string;
  sequence: number;
  rows: number;
  sha256: string;
  next: Json<StoredCursor>;
  done: boolean;
  state: Generated<PageState>;
  runId: string;
  epoch: number;
  committedAt: Generated<Instant>;
}

/** Totals of a stream as text: rows, and sums by field. */
export interface StreamTotals {
  readonly rows: string;
  readonly sums: Readonly<Record<string, string>>;
  /** Where the source cannot show all it has: share shown, 0…1. */
  readonly coverage?: number;
}

export interface ReconciliationTable {
  source: string;
  stream: string;
  /** Which pages counted then. */
  pages: string;
  /** What the source said. */
  control: Json<StreamTotals>;
  /** What those pages held. */
  held: Json<StreamTotals>;
  comparedAt: Generated<Instant>;
}

export type PartitionLife = 'candidate' | 'kept' | 'published' | 'quarantined' | 'dropped';
/** Content hash of each input, by alias. */
export type InputFingerprints = Readonly<Record<string, string>>;
/** The [month, version] pairs read of each input, by alias. */
export type InputVersions = Readonly<Record<string, readonly (readonly [string, number])[]>>;

export interface PartitionTable {
  asset: string;
  month: string;
  version: number;
  runId: string;
  state: PartitionLife;
  fingerprint: string;
  codeFingerprint: string;
  inputs: Json<InputFingerprints>;
  inputVersions: Json<InputVersions>;
  contentHash: string;
  rows: number;
  reason: string | null;
  /** The version of the same month that was published when this one was built; null: none was. */
  basedOn: number | null;
  builtAt: Generated<Instant>;
  droppedAt: Instant | null;
}

export type ReleaseState = 'preparing' | 'published' | 'abandoned';

export interface ReleaseTable {
  release: number;
  runId: string;
  state: ReleaseState;
  preparedAt: Generated<Instant>;
  publishedAt: Instant | null;
  closedAt: Instant | null;
}

export type EntryAction = 'publish' | 'refresh';

export interface ReleaseEntryTable {
  release: number;
  asset: string;
  month: string;
  version: number;
  action: EntryAction;
  publishedVersion: number | null;
}

export interface ReleasePinTable {
  release: number;
  asset: string;
  month: string;
  version: number;
}

export interface PublishedTable {
  asset: string;
  month: string;
  version: number;
  release: number;
  publishedAt: Instant;
}

export interface CheckResultTable {
  id: GeneratedAlways<number>;
  runId: string;
  asset: string;
  version: number;
  name: string;
  blocking: boolean;
  passed: boolean;
  observed: string | null;
  expected: string | null;
  message: string | null;
  query: string | null;
  checkedAt: Generated<Instant>;
}

export interface QuarantineSummaryTable {
  asset: string;
  version: number;
  rule: string;
  rows: number;
  recordedAt: Generated<Instant>;
}

export interface AlertTable {
  id: GeneratedAlways<number>;
  kind: string;
  subject: string;
  message: string;
  runId: string | null;
  times: Generated<number>;
  raisedAt: Generated<Instant>;
  lastRaisedAt: Generated<Instant>;
  resolvedAt: Instant | null;
}

export type Role = 'rep' | 'manager' | 'executive' | 'hr' | 'finance' | 'analyst' | 'admin';

export interface AccountTable {
  id: string;
  email: string;
  name: string;
  role: Role;
  employeeId: string | null;
  teamId: string | null;
  region: string | null;
  language: string;
  theme: string;
  passwordHash: string;
  disabled: Generated<boolean>;
  failedLogins: Generated<number>;
  lockedUntil: Instant | null;
  createdAt: Generated<Instant>;
  lastLoginAt: Instant | null;
}

export interface SessionTable {
  tokenHash: string;
  accountId: string;
  createdAt: Generated<Instant>;
  expiresAt: Instant;
}

export interface AuditTable {
  sequence: number;
  at: Instant;
  actor: string;
  action: string;
  subject: string;
  detail: Json<unknown>;
  previousHash: string;
  hash: string;
}

export interface LimitBucketTable {
  scope: string;
  name: string;
  tokens: number;
  refilledAt: Instant;
  pausedUntil: Instant | null;
}

export interface AccessTokenTable {
  key: string;
  sealed: Buffer;
  expiresAt: Instant | null;
  obtainedAt: Instant;
}
