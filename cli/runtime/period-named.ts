import { YardstickError } from '../../errors/yardstick-error.ts';

export interface NamedPeriod {
  readonly grain: 'month' | 'quarter' | 'year';
  /** First day, `2026-07-01`. */
  readonly start: string;
}

/** The period somebody typed: `2026-07`, `2026Q3` or `2026`. Error: ORDER_REFUSED. */
export function periodNamed(text: string): NamedPeriod {
  const [, year, quarter, month] = /^(\d{4})(?:-?Q([1-4])|-(0[1-9]|1[0-2]))?$/i.exec(text) ?? [];
  if (year === undefined)
    throw new YardstickError('ORDER_REFUSED', 'That is no period.', {
      subject: text,
      advice: 'Write it as 2026-07, 2026Q3 or 2026.',
    });
  if (quarter !== undefined)
    return { grain: 'quarter', start: `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01` };
  return month === undefined
    ? { grain: 'year', start: `${year}-01-01` }
    : { grain: 'month', start: `${year}-${month}-01` };
}

/** As people write it: `2026-07`, `2026Q3`, `2026`. */
export function periodName(grain: string, start: string): string {
  const [year = '', month = ''] = start.split('-');
  if (grain === 'year') return year;
  return grain === 'quarter' ? `${year}Q${Math.ceil(Number(month) / 3)}` : `${year}-${month}`;
}
