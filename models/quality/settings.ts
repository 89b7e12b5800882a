import { YardstickError } from '../../errors/yardstick-error.ts';
import type { SuspicionRule } from './rule.ts';
import { suspicionRules } from './rules.ts';

/** What a company says about one rule; what it leaves out is the rule's own. */
export interface RuleSetting {
  readonly enabled?: boolean | undefined;
  /** Credit is held as soon as the rule speaks, until somebody clears it. */
  readonly hold?: boolean | undefined;
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
}

/** A rule as it works for one company. */
export interface ActiveRule {
  readonly rule: SuspicionRule;
  readonly holds: boolean;
  /** Decimal text by name. */
  readonly limits: Readonly<Record<string, string>>;
}

/**
 * The rules that are on: all of them unless a setting says otherwise, and none holds credit unless told to.
 *
 * @throws CONFIG_INVALID naming the key
 */
export function activeRules(
  settings: Readonly<Record<string, RuleSetting>> = {},
  file = 'yardstick.yaml',
): readonly ActiveRule[] {
  const known = suspicionRules.map(({ name }) => name);
  const unknown = Object.keys(settings).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw refused(file, unknown, `found a rule, expected one of: ${known.join(', ')}.`);
  return suspicionRules.flatMap((rule) => {
    const setting = settings[rule.name] ?? {};
    const limits = limitsOf(rule, setting, file);
    const holds = setting.hold === true;
    if (holds && rule.subject === 'employee')
      throw refused(
        file,
        `${rule.name}.hold`,
        'found true, expected false: it speaks of no order or activity whose credit could be held.',
      );
    return setting.enabled === false ? [] : [{ rule, holds, limits }];
  });
}

function limitsOf(
  { name, thresholds }: SuspicionRule,
  { thresholds: own = {} }: RuleSetting,
  file: string,
): Readonly<Record<string, string>> {
  const known = Object.keys(thresholds);
  const unknown = Object.keys(own).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw refused(
      file,
      `${name}.thresholds.${unknown}`,
      `found a threshold, expected one of: ${known.join(', ')}.`,
    );
  return Object.fromEntries(
    Object.entries(thresholds).map(([key, { value }]) => [
      key,
      own[key] === undefined ? value : decimal(key, own[key]),
    ]),
  );

  function decimal(key: string, value: number): string {
    const { least = 0, isWhole = false } = thresholds[key] ?? {};
    const text = String(value);
    if ((isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text) && value >= least) return text;
    throw refused(
      file,
      `${name}.thresholds.${key}`,
      `found ${text}, expected a ${isWhole ? 'whole number' : 'number'} of ${least} or more without an exponent.`,
    );
  }
}

function refused(file: string, key: string, problem: string): YardstickError {
  return new YardstickError('CONFIG_INVALID', `quality.rules.${key}: ${problem}`, { subject: file });
}
