import type { TaskKind, TaskState } from '../../../ledger/task-tables.ts';
import { topicName } from '../../../models/course/topic.ts';

export type Tongue = 'en' | 'zh';

export interface TaskWords {
  readonly titles: readonly string[];
  readonly kinds: Readonly<Record<TaskKind, string>>;
  readonly states: Readonly<Record<TaskState, string>>;
  readonly overdue: string;
  readonly none: string;
  readonly more: (rest: number) => string;
  readonly steps: readonly [step: string, on: string, by: string, note: string];
  readonly months: readonly [month: string, value: string];
  readonly evidence: string;
  readonly start: (month: string, value: string) => string;
  readonly later: (month: string, value: string) => string;
  readonly notYet: (month: string) => string;
  readonly stillOpen: string;
  readonly change: (change: string) => string;
  readonly better: string;
  readonly worse: string;
  readonly learn: (topic: string) => string;
}

export const taskWords: Readonly<Record<Tongue, TaskWords>> = {
  en: {
    titles: ['Task', 'Kind', 'Person', 'KPI', 'What', 'Owner', 'Due', 'State'],
    kinds: { task: 'task', improvement_plan: 'improvement plan' },
    states: { proposed: 'proposed', accepted: 'accepted', done: 'done', dropped: 'dropped' },
    overdue: 'overdue',
    none: 'There are no such tasks.',
    more: (rest) => `… and ${rest} more; \`--json\` shows all.`,
    steps: ['Step', 'At', 'By', 'Note'],
    months: ['Month', 'Value'],
    evidence: 'Because of',
    start: (month, value) => `At the start (${month}): ${value}.`,
    later: (month, value) => `After it (${month}): ${value}.`,
    notYet: (month) => `After it (${month}): nothing is published yet.`,
    stillOpen: 'It is open: the month after its end will show what it has brought.',
    change: (change) => `Change: ${change}`,
    better: ', for the better.',
    worse: ', for the worse.',
    learn: (topic) => `Training: ${topicName(topic, 'en')}`,
  },
  zh: {
    titles: ['任务', '类型', '员工', '指标', '内容', '负责人', '期限', '状态'],
    kinds: { task: '任务', improvement_plan: '改进计划' },
    states: { proposed: '已提出', accepted: '已接受', done: '已完成', dropped: '已放弃' },
    overdue: '逾期',
    none: '没有符合条件的任务。',
    more: (rest) => `……另有 ${rest} 项；\`--json\` 显示全部。`,
    steps: ['步骤', '时间', '操作人', '说明'],
    months: ['月份', '数值'],
    evidence: '依据',
    start: (month, value) => `开始时（${month}）：${value}。`,
    later: (month, value) => `结束后（${month}）：${value}。`,
    notYet: (month) => `结束后（${month}）：尚未发布。`,
    stillOpen: '任务尚未结束：结束后的下一个月将显示其效果。',
    change: (change) => `变化：${change}`,
    better: '，有所改善。',
    worse: '，有所下降。',
    learn: (topic) => `培训：${topicName(topic, 'zh')}`,
  },
};

export function tongueOf(language: string): Tongue {
  return language === 'zh-CN' ? 'zh' : 'en';
}
