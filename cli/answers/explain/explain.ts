import type { Context } from '../../../activities/context.ts';
import type { Agreement } from '../../../activities/explain/agreement.ts';
import {
  type ExplainQuestion,
  explainPublished,
  type PublishedExplanation,
} from '../../../activities/explain/explain-published.ts';
import { printedExplanation } from '../../../appraisal/explain/explanation.ts';
import type { Answer } from '../../command.ts';

type Printed = ReturnType<typeof printedExplanation>;
type Language = 'zh' | 'en';

/** How a published number came about; where its sum is another than the number, it says so and has failed. Errors: APPRAISAL_UNKNOWN, APPRAISAL_REFUSED. */
export async function explain(
  context: Context,
  asked: ExplainQuestion,
  language: Language = context.project.config.company.language.startsWith('zh') ? 'zh' : 'en',
): Promise<Answer> {
  const told = await explainPublished(context, asked);
  if ('unpaid' in told) return nothingPaid(asked, told.unpaid, language);
  const { explanation, ...published } = told;
  const printed = printedExplanation(explanation, language);
  return {
    data: { ...printed, ...published },
    text: textOf(printed, published, language),
    failed: !published.agreement.agrees,
  };
}

/** An answer like another: nothing is amiss with the number, there is none. */
function nothingPaid(
  { period, employee, subject, kpi }: ExplainQuestion,
  plans: readonly string[],
  language: Language,
): Answer {
  const names = plans.join(', ');
  return {
    data: { subject, kpi: kpi ?? null, period, employee, plans, paid: false, result: null },
    text: {
      en: `${employee} is known to ${names} in ${period}, as a superior or a manager, and is paid nothing there.`,
      zh: `${employee} 在 ${period} 以上级或经理身份列入 ${names}，该方案不向其支付任何金额。`,
    }[language],
  };
}

const words = {
  zh: { open: '未锁定', locked: '已锁定,版本', left: '不计', release: '发布', none: '不适用' },
  en: {
    open: 'open',
    locked: 'locked, version',
    left: 'left out',
    release: 'release',
    none: 'not applicable',
  },
} as const;

function textOf(
  told: Printed,
  { release, version, agreement }: Omit<PublishedExplanation, 'explanation'>,
  language: Language,
): string {
  const say = words[language];
  const { employee, period, plan, result, kpi, subject } = told;
  const state = version === null ? say.open : `${say.locked} ${version}`;
  const head = `${employee.id} ${employee.name}, ${period.id}, ${kpi ?? subject}: ${result ?? say.none} (${plan.id} v${plan.version}, ${say.release} ${release}, ${state})`;
  const doubt = agreement.agrees ? [] : [disagreement[language](agreement, result ?? say.none)];
  return [...doubt, head, ...told.steps.map((step) => stepText(step, say.left))].join('\n\n');
}

/** Said first: what follows explains another number than the one that was published. */
const disagreement: Readonly<Record<Language, (agreement: Agreement, result: string) => string>> = {
  en: ({ published, asset, revision }, result) =>
    `The published number is ${published ?? 'not there'}, and these steps make ${result}. ${
      revision.published === revision.explained
        ? `Both come from revision ${revision.published} of the code: what stands in ${asset} has been altered. \`yardstick close verify\` names the first row.`
        : `The code has changed since: revision ${revision.published} wrote ${asset}, revision ${revision.explained} explains it.`
    }`,
  zh: ({ published, asset, revision }, result) =>
    `已发布的数字是 ${published ?? '无'}，而以下步骤得出 ${result}。${
      revision.published === revision.explained
        ? `两者出自同一代码版本 ${revision.published}：${asset} 中存储的内容已被改动。\`yardstick close verify\` 会指出第一处差异。`
        : `代码已变更：${asset} 由版本 ${revision.published} 写入，现由版本 ${revision.explained} 解释。`
    }`,
};

const signs = {
  sum: ' + ',
  product: ' × ',
  quotient: ' ÷ ',
  least: ', ',
  greatest: ', ',
  weighted_mean: ', ',
  rule: ', ',
};
const named = { least: 'min', greatest: 'max', weighted_mean: 'mean', rule: 'rule' } as const;

function stepText(
  { key, label, operation, terms, value, excluded }: Printed['steps'][number],
  left: string,
): string {
  const shown = terms.map(
    (term) => `${term.value}${term.weight === undefined ? '' : ` (${term.weight})`} ${term.key}`,
  );
  const joined = shown.join(signs[operation]);
  const made =
    operation in named
      ? `${Object.entries(named).find(([name]) => name === operation)?.[1]}(${joined})`
      : joined;
  const lines = [`${key} = ${value}   ${label}`, `  = ${made === '' ? '0' : made}`];
  return [...lines, ...excluded.map((each) => `  ${left}: ${each.key}: ${each.why}`)].join('\n');
}
