interface Field {
  readonly least: number;
  readonly most: number;
  /** Names that stand for `least` and what follows it. */
  readonly names: readonly string[];
}

/** Minute, hour, day of the month, month, day of the week (7 is Sunday again). */
const fields: readonly Field[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { least: 0, most: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** Whether a text is a cron expression of five fields, each a list of `*`, numbers, names and ranges, with steps. */
export function isCron(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return parts.length === fields.length && fields.every((field, index) => isList(parts[index] ?? '', field));
}

function isList(text: string, field: Field): boolean {
  return text.split(',').every((item) => {
    const [range = '', step, ...more] = item.split('/');
    const isStep = step === undefined || (/^\d+$/.test(step) && Number(step) > 0);
    return more.length === 0 && isStep && (range === '*' || isRange(range, field));
  });
}

function isRange(text: string, field: Field): boolean {
  const ends = text.split('-').map((end) => numberOf(end, field));
  const [first = Number.NaN, last = Number.NaN] = ends.length === 1 ? [ends[0], ends[0]] : ends;
  return ends.length <= 2 && first <= last;
}

function numberOf(text: string, { least, most, names }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const number = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : undefined;
}
