import { correctionOverdue } from '../../../models/alert/correction-overdue.ts';
import type { AlertRule } from '../../../models/alert/rule.ts';
import { taskOverdue } from '../../../models/alert/task-overdue.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** The rules of the product and of yardstick.yaml, and those that look at what the ledger holds to be done. */
export function alertRules(rules: readonly AlertRule[]): Answer {
  const data = [
    ...rules.map(({ declaration, file }) => ({ ...declaration, file, looksAt: looksAt(declaration) })),
    { ...correctionOverdue.declaration, file: correctionOverdue.file, looksAt: 'yardstick quality queue' },
    { ...taskOverdue.declaration, file: taskOverdue.file, looksAt: 'yardstick task list --overdue' },
  ];
  const text = table(
    ['Key', 'R', '名称', 'Name', 'Severity', 'Looks at', 'Owner'].map((title) => ({ title })),
    data.map(({ key, requirement, name, severity, looksAt, owner }) => [
      ...[key, requirement ?? '', name.zh, name.en, severity, looksAt, owner],
    ]),
  );
  return { data, text };
}

function looksAt({ rows, kpi }: AlertRule['declaration']): string {
  if (rows !== undefined) return `${rows.fact}: ${rows.where}`;
  return `${kpi?.key ?? ''} (${kpi?.test ?? ''} <= ${kpi?.at_most ?? ''})`;
}
