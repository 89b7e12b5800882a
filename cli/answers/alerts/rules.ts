import type { AlertRule } from '../../../models/alert/rule.ts';
import type { Answer } from '../../command.ts';
import { table } from '../../text/table.ts';

/** The rules of the product and of yardstick.yaml. */
export function alertRules(rules: readonly AlertRule[]): Answer {
  const data = rules.map(({ declaration, file }) => ({ ...declaration, file }));
  const text = table(
    ['Key', 'R', '名称', 'Name', 'Severity', 'Looks at', 'Owner'].map((title) => ({ title })),
    data.map(({ key, requirement, name, severity, rows, kpi, owner }) => [
      ...[key, requirement ?? '', name.zh, name.en, severity],
      rows === undefined
        ? `${kpi?.key ?? ''} (${kpi?.test ?? ''} <= ${kpi?.at_most ?? ''})`
        : `${rows.fact}: ${rows.where}`,
      owner,
    ]),
  );
  return { data, text };
}
