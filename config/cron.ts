/** Minute, hour, day of the month, month, day of the week: the smallest and largest number of each. */
const fields = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

const names = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

/** Whether a text is a cron expression of five fields, each a list of `*`, numbers, names and ranges, with steps. */
export function isCron(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return (
    parts.length === fields.length && fields.every((bounds, index) => isField(parts[index] ?? '', bounds))
  );
}

function isField(text: string, bounds: readonly [number, number]): boolean {
  return text.split(',').every((item) => {
    const [range = '', step, ...more] = item.split('/');
    const isStep = step === undefined || (/^\d+$/.test(step) && Number(step) > 0);
    return more.length === 0 && isStep && (range === '*' || isRange(range, bounds));
  });
}

function isRange(text: string, [least, most]: readonly [number, number]): boolean {
  const ends = text.split('-');
  const isEnd = (end: string) =>
    names.test(end) || (/^\d+$/.test(end) && Number(end) >= least && Number(end) <= most);
  return ends.length <= 2 && ends.every(isEnd);
}
