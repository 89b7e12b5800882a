import type { Context } from '../../../activities/context.ts';
import { suspicionRules } from '../../../models/quality/rules.ts';
import { activeRules } from '../../../models/quality/settings.ts';
import type { Answer } from '../../command.ts';

/** Every rule as this company uses it. */
export async function rules({ project }: Pick<Context, 'project'>): Promise<Answer> {
  const { config } = project;
  const isChinese = config.company.language.startsWith('zh');
  const active = new Map(
    activeRules(config.quality.rules, config.file).map((each) => [each.rule.name, each] as const),
  );
  const told = suspicionRules.map((rule) => {
    const own = active.get(rule.name);
    const thresholds = Object.entries(rule.thresholds).map(([name, threshold]) => ({
      ...{ name, value: own?.limits[name] ?? threshold.value },
      unit: isChinese ? threshold.unitZh : threshold.unit,
      meaning: isChinese ? threshold.meaningZh : threshold.meaning,
    }));
    return {
      ...{ rule: rule.name, version: rule.version, subject: rule.subject },
      title: isChinese ? rule.titleZh : rule.title,
      ...{ enabled: own !== undefined, holds: own?.holds === true, thresholds },
    };
  });
  const text = told.map(({ rule, version, title, enabled, holds, thresholds }) =>
    [
      `${rule} v${version} (${enabled ? 'on' : 'off'}${holds ? ', holds credit' : ''}): ${title}`,
      ...thresholds.map(({ name, value, unit, meaning }) => `  ${name} = ${value} ${unit}: ${meaning}`),
    ].join('\n'),
  );
  return { data: told, text: text.join('\n\n') };
}
