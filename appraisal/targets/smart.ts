import { isWeighable } from '../../models/kpi/weighing.ts';
import { exact, isDecimal } from '../exact.ts';
import { isMeasured } from '../measure.ts';
import type { PlanCompany } from '../plan-file/company.ts';
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

type Company = Pick<PlanCompany, 'baseCurrency' | 'declared'>;

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
export function smartRefusals(key: string, draft: TargetDraft, company: Company): readonly Refusal[] {
  const missing = asked.filter((name) => (draft[name] ?? '').trim() === '');
  if (missing.length > 0)
    return missing.map((name) => ({ key: `${key}.${name}`, rule: 'smart', happened: why[name] }));
  const { kpi = '', unit = '', value = '', from = '', until = '', ramp = '1' } = draft;
  return [
    ...kpiRules(`${key}.kpi`, kpi, company),
    ...unitRules(`${key}.unit`, unit, { kpi, expected: unitOf(kpi, company) }),
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

/** A target is of what appraisals measure, or of a KPI of the catalogue that is a sum: a ratio brings its own denominator. */
function kpiRules(key: string, kpi: string, { declared }: Company): readonly Refusal[] {
  if (isMeasured(kpi)) return [];
  const weighing = declared(kpi)?.weighing;
  const isSum = weighing !== undefined && isWeighable(weighing) && weighing.form === 'sum';
  const why = weighing === undefined ? `No KPI called ${kpi} is measured.` : `${kpi} takes no target.`;
  return unless(isSum, key, 'kpi_known', why);
}

/** Sales are money; whoever writes a target in another currency, or in thousands, would be off by a factor. */
function unitRules(
  key: string,
  unit: string,
  { kpi, expected }: { readonly kpi: string; readonly expected: string },
): readonly Refusal[] {
  return unless(unit === expected, key, 'unit', `The unit of ${kpi} is ${expected}, not ${unit}.`);
}

function unitOf(kpi: string, { baseCurrency, declared }: Company): string {
  if (kpi === 'sales') return baseCurrency;
  if (kpi === 'csat' || kpi === 'collection') return 'ratio';
  const weighing = isMeasured(kpi) ? undefined : declared(kpi)?.weighing;
  if (weighing === undefined || !isWeighable(weighing)) return 'count';
  return weighing.unit === 'money' ? baseCurrency : weighing.unit;
}
