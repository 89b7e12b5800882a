import type { Expression } from '../kpi/expression/expression.ts';
import type { KpiFact } from '../kpi/fact.ts';
import type { Kpi } from '../kpi/kpi.ts';
import type { AlertRuleDeclaration, KpiTest, ScoreTest } from './declaration.ts';

/** A declaration whose every name and expression has been checked. */
export interface AlertRule {
  readonly declaration: AlertRuleDeclaration;
  readonly file: string;
  readonly of: RowsRule | KpiRule | ScoreRule;
}

export interface RowsRule {
  readonly kind: 'rows';
  readonly fact: KpiFact;
  readonly where: Expression;
  readonly subject: Expression;
  readonly since?: Expression;
  readonly escalate?: Expression;
  readonly evidence: readonly string[];
}

export interface KpiRule {
  readonly kind: 'kpi';
  readonly kpi: Kpi;
  readonly test: KpiTest;
}

export interface ScoreRule {
  readonly kind: 'score';
  readonly test: ScoreTest;
}

/** What a rule of scores leaves behind as evidence. */
export const scoreEvidence = ['quarters', 'scores', 'limit', 'service_days'] as const;

/** What a rule of a KPI leaves behind as evidence. */
export const kpiEvidence = ['kpi', 'period', 'value', 'expected', 'measured', 'sample'] as const;

/** Names its sentence may use. */
export function evidenceOf({ of }: AlertRule): readonly string[] {
  if (of.kind === 'rows') return of.evidence;
  return of.kind === 'kpi' ? kpiEvidence : scoreEvidence;
}
