import type { Language } from '../../../dashboards/kit/text.ts';
import type { Format } from '../../../dashboards/kit/tile.ts';

/** A number as it comes from the warehouse: decimals as text; NULL is n/a. */
export type Numeric = number | string | null | undefined;

/** What n/a looks like; never 0. */
export const notAvailable = '—';

interface Unit {
  readonly size: number;
  readonly suffix: string;
}

const units: Record<Language, readonly Unit[]> = {
  zh: [
    { size: 1, suffix: '' },
    { size: 1e4, suffix: ' 万' },
    { size: 1e8, suffix: ' 亿' },
  ],
  en: [
    { size: 1, suffix: '' },
    { size: 1e3, suffix: 'K' },
    { size: 1e6, suffix: 'M' },
    { size: 1e9, suffix: 'B' },
  ],
};

/**
 * A large number for a tile: 185.00 万 and 1.23 亿 in Chinese (there is no 百万), 1.85M in English; below ten thousand in full.
 * Rounded first, then given its unit, so that 99,999,999 is 1.00 亿 and not 10,000.00 万.
 */
export function compact(value: Numeric, language: Language): string {
  const number = toNumber(value);
  if (number === undefined) return notAvailable;
  const size = Math.abs(number);
  const sign = number < 0 ? '−' : '';
  const plain = rounded(size, 2);
  if (plain < 10_000) return `${signFor(sign, plain)}${grouped(plain, 0, 2)}`;
  return `${sign}${withUnit(size, language)}`;
}

function withUnit(size: number, language: Language): string {
  const ladder = units[language];
  // The thousand of English only begins where full digits end.
  let at = ladder.findLastIndex((unit) => size >= unit.size);
  if (at < 1) at = 1;
  const unit = ladder[at] ?? ladder[0];
  const next = ladder[at + 1];
  if (unit === undefined) return String(size);
  const scaled = rounded(size / unit.size, digits(size / unit.size, language));
  if (next !== undefined && scaled >= next.size / unit.size) {
    return `${grouped(1, digits(1, language))}${next.suffix}`;
  }
  return `${grouped(scaled, digits(scaled, language))}${unit.suffix}`;
}

/** Chinese writes two decimals with a unit; English three significant digits. */
function digits(scaled: number, language: Language): number {
  if (language === 'zh') return 2;
  if (scaled >= 100) return 0;
  return scaled >= 10 ? 1 : 2;
}

/** A number in full with its decimals, for rows. */
export function full(value: Numeric, decimals = 2): string {
  const number = toNumber(value);
  if (number === undefined) return notAvailable;
  const size = rounded(Math.abs(number), decimals);
  return `${signFor(number < 0 ? '−' : '', size)}${grouped(size, decimals)}`;
}

/** A share of one as percent with one decimal: 0.858333 → 85.8%. */
export function percent(value: Numeric): string {
  const number = toNumber(value);
  if (number === undefined) return notAvailable;
  return `${full(number * 100, 1)}%`;
}

/** Difference of two shares in percentage points, with its sign. */
export function pointsOfPercent(value: Numeric, language: Language): string {
  const number = toNumber(value);
  if (number === undefined) return notAvailable;
  return `${plus(number * 100)}${full(number * 100, 1)}${language === 'zh' ? ' 个百分点' : ' pp'}`;
}

/** A relative change with its sign: +12.3%. */
export function change(value: Numeric): string {
  const number = toNumber(value);
  return number === undefined ? notAvailable : `${plus(number * 100)}${percent(number)}`;
}

/** A value of a tile as people read it, by the tile's format. */
export function short(value: Numeric, format: Format, language: Language): string {
  switch (format) {
    case 'percent':
      return percent(value);
    case 'points':
      return full(value, 1);
    case 'days':
    case 'hours':
      return duration(value, format, language);
    default:
      return compact(value, language);
  }
}

/** A value of a row: in full, two decimals for money. */
export function long(value: Numeric, format: Format, language: Language): string {
  switch (format) {
    case 'money':
      return full(value, 2);
    case 'count':
      return full(value, 0);
    default:
      return short(value, format, language);
  }
}

function duration(value: Numeric, format: 'days' | 'hours', language: Language): string {
  if (toNumber(value) === undefined) return notAvailable;
  const unit = format === 'days' ? { zh: ' 天', en: ' d' } : { zh: ' 小时', en: ' h' };
  return `${full(value, 1)}${unit[language]}`;
}

/** The number, or undefined for n/a; text that is no number is n/a as well. */
export function toNumber(value: Numeric): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** Half away from zero, on the decimal digits people see: 1.005 → 1.01 although its binary is below. */
function rounded(size: number, decimals: number): number {
  // From here on digits are written with an exponent of their own: too small to be seen, or whole anyway.
  if (size < 1e-6) return 0;
  if (size >= 1e15) return size;
  return Number(`${Math.round(Number(`${size.toPrecision(15)}e${decimals}`))}e-${decimals}`);
}

function grouped(size: number, least: number, most = least): string {
  return size.toLocaleString('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
}

/** A value that rounds to zero has no sign. */
function signFor(sign: string, size: number): string {
  return size === 0 ? '' : sign;
}

/** Before a number of one decimal. */
function plus(number: number): string {
  return number > 0 ? signFor('+', rounded(number, 1)) : '';
}
