import type { Language } from '../../../dashboards/kit/text.ts';
import type { Format } from '../../../dashboards/kit/tile.ts';
import { full, percent } from './number.ts';

/** One unit for a whole chart, named once in its subtitle; its labels carry digits only. */
export interface ChartUnit {
  readonly divisor: number;
  /** Empty where the numbers stand for themselves. */
  readonly label: string;
  readonly decimals: number;
}

const ladders: Record<
  Language,
  readonly { readonly from: number; readonly size: number; readonly name: string }[]
> = {
  zh: [
    { from: 1e9, size: 1e8, name: '亿元' },
    { from: 1e4, size: 1e4, name: '万元' },
  ],
  en: [
    { from: 1e9, size: 1e9, name: 'CNY B' },
    { from: 1e6, size: 1e6, name: 'CNY M' },
    { from: 1e4, size: 1e3, name: 'CNY K' },
  ],
};

/** The unit that leaves the largest amount of the chart with one to five digits. */
export function chartUnit(
  values: readonly number[],
  format: Format,
  language: Language,
  currency: string,
): ChartUnit {
  const most = Math.max(0, ...values.map(Math.abs));
  const step = format === 'money' ? ladders[language].find((unit) => most >= unit.from) : undefined;
  if (step === undefined) return { divisor: 1, label: '', decimals: 0 };
  const decimals = most / step.size < 100 ? 1 : 0;
  return { divisor: step.size, label: unitName(step.name, currency, language), decimals };
}

/** A value in the chart's unit. */
export function inUnit(value: number, unit: ChartUnit, format: Format): string {
  if (format === 'percent') return percent(value);
  return full(value / unit.divisor, unit.decimals);
}

function unitName(name: string, currency: string, language: Language): string {
  if (currency === 'CNY') return name;
  return language === 'zh' ? `${name.replace('元', '')} ${currency}` : name.replace('CNY', currency);
}
