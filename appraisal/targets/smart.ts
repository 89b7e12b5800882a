import { exact, isDecimal } from '../exact.ts';
import { isMeasured } from '../measure.ts';
import { amountRules, positiveRules } from '../refusals/number-rules.ts';
import { rangeRules } from '../refusals/range-rules.ts';
import { type Refusal, unless } from '../refusals/refusal.ts';

/** A target as somebody writes it; what is missing is undefined. */
export interface TargetDraft {
  readonly owner?: string | undefined;
  readonly kpi?: string | undefined;
  readonly unit?: string | undefined;
  readonly value?: string | undefined;
  readonly from?: string | undefined;
  /** First day no more. */
  readonly until?: string | undefined;
  readonly ramp?: string | undefined;
}

const asked = ['owner', 'kpi', 'unit', 'value', 'from', 'until'] as const;

const why: Readonly<Record<(typeof asked)[number], string>> = {
  owner: 'Nobody owns it: name the person, team or company that is to reach it.',
  kpi: 'It names no KPI that is measured.',
  unit: 'It has no unit: the company’s currency for money, else what is counted.',
  value: 'It has no value.',
  from: 'It has no period: its first day is missing.',
  until: 'It has no period: the first day no more is missing.',
};

/** A target is specific, measurable and has its time: whose, which KPI, how much of what unit, from when until when. */
export function smartRefusals(key: string, draft: TargetDraft, currency: string): readonly Refusal[] {
  const missing = asked.filter((name) => (draft[name] ?? '').trim() === '');
  if (missing.length > 0)
    return missing.map((name) => ({ key: `${key}.${name}`, rule: 'smart', happened: why[name] }));
  const { kpi = '', unit = '', value = '', from = '', until = '', ramp = '1' } = draft;
  return [
    ...unless(isMeasured(kpi), `${key}.kpi`, 'kpi_known', `No KPI called ${kpi} is measured.`),
    ...unitRules(`${key}.unit`, kpi, unit, currency),
    ...amountRules(`${key}.value`, value),
    ...unless(
      !isDecimal(value) || !exact(value).equals(0),
      `${key}.value`,
      'smart',
      'A target of 0 is none.',
    ),
    ...positiveRules(`${key}.ramp`, ramp),
    ...rangeRules(key, { from, until }),
  ];
}

/** Sales are money; whoever writes a target in another currency, or in thousands, would be off by a factor. */
function unitRules(key: string, kpi: string, unit: string, currency: string): readonly Refusal[] {
  const expected = kpi === 'sales' ? currency : kpi === 'csat' || kpi === 'collection' ? 'ratio' : 'count';
  return unless(unit === expected, key, 'unit', `The unit of ${kpi} is ${expected}, not ${unit}.`);
}
