/** `1234567` → `1,234,567`; for counts, never for money. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `count(1, 'row')` → `1 row`, `3 rows`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `1.5 GB`, `12 MB`, `340 KB`. */
export function bytes(value: number): string {
  const [divisor, unit] = value >= 1e9 ? [1e9, 'GB'] : value >= 1e6 ? [1e6, 'MB'] : [1e3, 'KB'];
  return `${(value / divisor).toFixed(divisor === 1e9 ? 1 : 0)} ${unit}`;
}

/** Milliseconds as people say them: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** An instant in a zone, `2026-03-01 06:30`; a dash for none. */
export function instant(iso: string | null | undefined, timeZone: string): string {
  if (iso === null || iso === undefined) return '–';
  return new Date(iso).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}

/** `2026-03-01` → `2026-03`; the one month of an unpartitioned asset has no name. */
export function monthName(month: string): string {
  return month === '1970-01-01' ? '' : month.slice(0, 7);
}

/** The first `limit` names, and how many more there are. */
export function some(names: readonly string[], limit: number): string {
  const more = names.length - limit;
  return `${names.slice(0, limit).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
