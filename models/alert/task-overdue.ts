/** The rule of alerts that looks at what people have undertaken: what should have been done by now. */
export const taskOverdue = Object.freeze({
  declaration: {
    key: 'task_overdue',
    requirement: 'R98',
    name: { zh: '任务逾期', en: 'Task overdue' },
    text: {
      zh: '任务 {subject}（{kpi}，员工 {about}）：{title}，应于 {due_on} 或之前完成，负责人 {employee}',
      en: 'Task {subject} ({kpi} of {about}): {title}; due {due_on}; owner {employee}',
    },
    severity: 'warning',
    owner: 'sales',
    version: 1,
  },
  file: 'models/alert/task-overdue.ts',
} as const);
