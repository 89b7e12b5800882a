import {
  type DeclarationFile,
  declarationRefusal,
  readDeclaration,
  withOwnKeys,
} from '../kit/read-declaration.ts';
import type { Kind } from '../kpi/expression/function.ts';
import { readExpression } from '../kpi/expression/read.ts';
import { namesOf } from '../kpi/fact.ts';
import { kpiFacts } from '../kpi/facts.ts';
import { dimensionsOf, isAdditive, type Kpi } from '../kpi/kpi.ts';
import { type AlertRuleDeclaration, alertRuleSchema } from './declaration.ts';
import { placeholdersIn } from './placeholder.ts';
import { type AlertRule, evidenceOf, type KpiRule, type RowsRule } from './rule.ts';

/** Reads and checks rules of alerts; no two may have one key. Throws ALERT_RULE_INVALID naming file, key and rule. */
export function readAlertRules(
  files: readonly DeclarationFile[],
  kpis: readonly Kpi[],
): readonly AlertRule[] {
  return withOwnKeys(
    files.map((file) => readAlertRule(file, kpis)),
    'ALERT_RULE_INVALID',
  );
}

function readAlertRule(from: DeclarationFile, kpis: readonly Kpi[]): AlertRule {
  const { file } = from;
  const declaration = readDeclaration(alertRuleSchema, from, 'ALERT_RULE_INVALID');
  const { rows, kpi, score } = declaration;
  if (rows !== undefined) return withKnownWords({ declaration, file, of: readRows(file, rows) });
  if (kpi !== undefined) return withKnownWords({ declaration, file, of: readTest(file, kpi, kpis) });
  if (score !== undefined) return withKnownWords({ declaration, file, of: { kind: 'score', test: score } });
  throw refusal(file, 'rows', 'rows, kpi or score, one of them.');
}

function readRows(file: string, rows: NonNullable<AlertRuleDeclaration['rows']>): RowsRule {
  const { since, escalate, evidence } = rows;
  const fact = kpiFacts.get(rows.fact);
  if (fact === undefined)
    throw refusal(
      file,
      'rows.fact',
      `there is no fact ${rows.fact}; expected one of: ${[...kpiFacts.keys()].join(', ')}.`,
    );
  const names = namesOf(fact);
  for (const [place, column] of evidence.entries())
    if (!names.has(column)) throw refusal(file, `rows.evidence.${place}`, `${rows.fact} has no ${column}.`);
  const read = (key: string, text: string, kinds: readonly Kind[]) =>
    readExpression(text, names, kinds, (rule) => refusal(file, `rows.${key}`, rule));
  return {
    ...{ kind: 'rows', fact, evidence },
    where: read('where', rows.where, ['truth']),
    subject: read('subject', rows.subject, ['text']),
    ...(since === undefined ? {} : { since: read('since', since, ['day']) }),
    ...(escalate === undefined ? {} : { escalate: read('escalate', escalate, ['truth']) }),
  };
}

function readTest(
  file: string,
  test: NonNullable<AlertRuleDeclaration['kpi']>,
  kpis: readonly Kpi[],
): KpiRule {
  const kpi = kpis.find(({ declaration }) => declaration.key === test.key);
  if (kpi === undefined) throw refusal(file, 'kpi.key', `there is no KPI ${test.key}.`);
  const { grains, direction, denominator } = kpi.declaration;
  if (!dimensionsOf(kpi).includes('employee')) throw refusal(file, 'kpi.key', 'its facts know no people.');
  if (direction === 'neutral') throw refusal(file, 'kpi.key', 'neither more nor less of it is better.');
  if (!grains.includes(test.test === 'weeks' ? 'day' : 'month'))
    throw refusal(
      file,
      'kpi.test',
      `${test.key} is not computed by ${test.test === 'weeks' ? 'day' : 'month'}.`,
    );
  if (test.test === 'weeks' && (denominator !== undefined || !isAdditive(kpi)))
    throw refusal(file, 'kpi.test', `${test.key} does not add up over days.`);
  if (test.test === 'run_rate' && (denominator === undefined || direction === 'lower'))
    throw refusal(file, 'kpi.test', `${test.key} has no target to run towards as its denominator.`);
  return { kind: 'kpi', kpi, test };
}

/** A sentence that names what is not there would be sent with a hole in it. */
function withKnownWords(rule: AlertRule): AlertRule {
  const known = ['employee', 'subject', ...evidenceOf(rule)];
  for (const key of ['text', 'text_where_empty'] as const)
    for (const language of ['zh', 'en'] as const) {
      const unknown = placeholdersIn(rule.declaration[key]?.[language] ?? '').find(
        (word) => !known.includes(word),
      );
      if (unknown !== undefined)
        throw refusal(
          rule.file,
          `${key}.${language}`,
          `names {${unknown}}, which is not one of: ${known.join(', ')}.`,
        );
    }
  return rule;
}

function refusal(file: string, key: string, rule: string) {
  return declarationRefusal('ALERT_RULE_INVALID', { file, key }, rule);
}
