import type { PartitionMapping } from '../kit/mapping.ts';

/** A number that a rule compares with; a company may set another in yardstick.yaml. */
export interface Threshold {
  /** Decimal text, as it stands in the SELECT. */
  readonly value: string;
  readonly unit: string;
  readonly unitZh: string;
  /** The least that makes sense; 0 unless told. */
  readonly least?: number;
  /** Things that are counted: no fractions. */
  readonly isWhole?: true;
  readonly meaning: string;
  readonly meaningZh: string;
}

/** What a suspicion speaks of; credit of orders and counting of activities can be held, an employee’s rate cannot. */
export type SubjectKind = 'order' | 'activity' | 'employee';

/**
 * A way to falsify performance, and the SELECT that finds its traces. One row of it is one suspicion, never a verdict:
 * somebody who is not concerned clears or confirms it.
 */
export interface SuspicionRule<Name extends string = string> {
  readonly name: string;
  /** Grows when the rule means something else; suspicions name the version that found them. */
  readonly version: number;
  readonly title: string;
  readonly titleZh: string;
  readonly subject: SubjectKind;
  /** What `score` measures, the more the more suspect, and whether a suspicion begins at `threshold` or above it. */
  readonly score: string;
  readonly scoreZh: string;
  readonly thresholds: Readonly<Record<Name, Threshold>>;
  /** The same alias means the same part of the same asset in every rule. */
  readonly inputs: Readonly<Record<string, PartitionMapping>>;
  /** Columns: subject_id, concerns, employee_id, customer_id, business_date, amount, score, threshold, evidence, explanation, explanation_zh. */
  readonly select: (limit: (threshold: Name) => string) => string;
}

export function defineRule<const Name extends string>(rule: SuspicionRule<Name>): SuspicionRule {
  return Object.freeze(rule);
}
