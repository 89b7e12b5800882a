/**
 * A vendor's instant as ISO-8601 UTC; undefined for anything that is none. Understands offsets without a colon
 * (`+0000`) and the form `Sun Mar 01 16:05:58 +0800 2026`. Keeps up to six fraction digits.
 */
export function isoUtc(text: string): string | undefined {
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)$/.exec(text);
  if (iso === null) return isoFromWords(text);
  const [, day = '', time, fraction = '', offset = 'Z'] = iso;
  if (!isDay(day)) return undefined;
  const colon = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  return shifted(`${day}T${time}${colon}`, fraction);
}

function isoFromWords(text: string): string | undefined {
  const words = /^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$/.exec(text);
  if (words === null) return undefined;
  const [, month, day, time, offset, year] = words;
  const midnight = new Date(`${day} ${month} ${year} UTC`);
  return midnight.getUTCDate() === Number(day)
    ? shifted(`${day} ${month} ${year} ${time} ${offset}`, '')
    : undefined;
}

/** Whether a text of this form names a day that exists: JavaScript takes 30 February for 2 March. */
export function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

function shifted(text: string, fraction: string): string | undefined {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return undefined;
  return `${new Date(instant).toISOString().slice(0, 19)}${fraction}Z`;
}

export function earlier(first: Date, second: Date | undefined): Date {
  return second !== undefined && second < first ? second : first;
}

/** The instant `milliseconds` away, ISO UTC with milliseconds. */
export function shiftIso(iso: string, milliseconds: number): string {
  return new Date(Date.parse(iso) + milliseconds).toISOString();
}
