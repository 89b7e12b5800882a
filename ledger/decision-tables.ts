import type { GeneratedAlways } from 'kysely';
import type { Instant, Json, JsonObject } from './column-kinds.ts';

// What people decide: locks of periods, targets, plans, what is suspected, and which accounts are one customer. Each change of a row stands
// whole in the audit chain.

export type CloseState = 'locked' | 'unlock_requested' | 'unlocked';

export interface PeriodCloseTable {
  period: string;
  /** 1, 2, …: the version of the period's statements. */
  number: number;
  state: CloseState;
  release: number;
  periodStart: string;
  /** First day no more. */
  periodEnd: string;
  /** Last business day that the statements see. */
  asOf: string;
  /** Versions of plans, weight sets and targets. */
  terms: Json<JsonObject>;
  /** sha256 over the content of everything the statements were made of. */
  inputDigest: string;
  /** sha256 over the content of the statements. */
  statementDigest: string;
  /** Items of the checklist that did not hold and were accepted. */
  accepted: Json<readonly string[]>;
  reason: string | null;
  lockedBy: string;
  lockedAt: Instant;
  unlockRequestedBy: string | null;
  unlockRequestedAt: Instant | null;
  unlockReason: string | null;
  unlockedBy: string | null;
  unlockedAt: Instant | null;
}

export type TargetOwner = 'company' | 'team' | 'employee';
export type TargetState = 'proposed' | 'countered' | 'approved' | 'rejected' | 'superseded';

export interface TargetTable {
  id: GeneratedAlways<number>;
  ownerKind: TargetOwner;
  owner: string;
  kpi: string;
  /** Empty: all of them. */
  product: string;
  region: string;
  periodStart: string;
  /** First day no more. */
  periodEnd: string;
  version: number;
  state: TargetState;
  /** Decimal text, as it was written. */
  value: string;
  /** A currency, or what is counted. */
  unit: string;
  proration: 'none' | 'calendar_day' | 'workday' | 'month';
  ramp: string;
  parentId: number | null;
  /** Who wrote this version; somebody else approves it. */
  author: string;
  writtenAt: Instant;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: Instant | null;
  /** Day from which an approved version is in force. */
  effectiveFrom: string | null;
}

export type SuspicionState = 'cleared' | 'confirmed' | 'reopened';

export interface SuspicionDecisionTable {
  id: GeneratedAlways<number>;
  suspicionId: string;
  version: number;
  state: SuspicionState;
  /** Of the evidence that was decided on. */
  evidenceHash: string;
  /** Whom it concerns. */
  employeeId: string;
  subjectKind: string;
  /** Orders or follow-ups it is about. */
  concerns: Json<readonly string[]>;
  reason: string;
  decidedBy: string;
  decidedAt: Instant;
}

export type CustomerDecisionKind = 'merge' | 'split' | 'reject';

export interface CustomerDecisionTable {
  id: GeneratedAlways<number>;
  /** merge: the account is the other one. split: it stands for itself. reject: the two are not one. */
  kind: CustomerDecisionKind;
  customerId: string;
  /** Empty for a split. */
  otherId: string;
  /** First day, in the company time zone. */
  effectiveFrom: string;
  reason: string;
  decidedBy: string;
  decidedAt: Instant;
  /** An undone decision is as if it had never been made. */
  undoneBy: string | null;
  undoneAt: Instant | null;
  undoReason: string | null;
}

export interface PlanFileTable {
  id: GeneratedAlways<number>;
  code: string;
  planVersion: number;
  /** 1, 2, …: contents of one version of a plan. */
  revision: number;
  state: 'taken in' | 'withdrawn';
  /** Name without folder. */
  file: string;
  sha256: string;
  /** Of everything but its name and its end: what does not change these may end a plan later. */
  termsSha256: string;
  validFrom: string;
  /** First day no more; null: open. */
  validUntil: string | null;
  content: string;
  /** Who made it count: a user of the machine on which it was taken in. */
  author: string;
  writtenAt: Instant;
}
