import type { AlertRuleDeclaration } from './declaration.ts';

/** A rule as far as telling people needs it. */
export interface ToldRule {
  readonly declaration: Pick<AlertRuleDeclaration, 'key' | 'name' | 'text' | 'text_where_empty' | 'score'>;
}

/** The rule of alerts that reads the ledger instead of a mart: what should have been put right by now. */
export const correctionOverdue = Object.freeze({
  declaration: {
    key: 'correction_overdue',
    requirement: 'R23',
    name: { zh: '更正逾期', en: 'Correction overdue' },
    text: {
      zh: '事项 {subject}：{source} 的 {what_zh} {problem_zh}，应于 {due_on} 前更正，数据管理员 {steward}',
      en: 'Item {subject}: {what} of {source}: {problem}; due {due_on}; steward {steward}',
    },
    text_where_empty: {
      zh: '事项 {subject}：{source} 的 {what_zh} {problem_zh}，应于 {due_on} 前更正，负责人 {employee}',
      en: 'Item {subject}: {what} of {source}: {problem}; due {due_on}; owner {employee}',
    },
    severity: 'warning',
    owner: 'data',
    version: 1,
  },
  file: 'models/alert/correction-overdue.ts',
} as const);
