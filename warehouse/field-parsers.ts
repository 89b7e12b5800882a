/** How a field of a record is typed when staging reads it. */
export type FieldType =
  | 'string'
  | 'int'
  | 'decimal'
  | 'float'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'json'
  /** As people type them: see the parsers. */
  | 'amount'
  | 'day'
  | 'phone'
  | 'text';

/** Full-width digits, letters and marks become plain ones. */
const plain = (text: string) => `normalizeUTF8NFKC(${text})`;

/** The server reads 30 February as 2 March; only a day that reads back as itself is one. */
const realDay = (day: string) =>
  `if(toString(toDate32OrNull(${day})) = ${day}, toDate32OrNull(${day}), NULL)`;

/** ClickHouse expression that types a text, NULL when it is malformed. */
export const parsers: Readonly<Record<FieldType, (text: string) => string>> = {
  string: (text) => text,
  json: (text) => text,
  int: (text) => `toInt64OrNull(${text})`,
  decimal: (text) => `toDecimal128OrNull(${text}, 12)`,
  float: (text) => `toFloat64OrNull(${text})`,
  bool: (text) =>
    `multiIf(lower(${text}) IN ('true', 't', '1'), true, lower(${text}) IN ('false', 'f', '0'), false, NULL)`,
  date: (text) => realDay(`substring(${text}, 1, 10)`),
  timestamp: (text) => `parseDateTime64BestEffortOrNull(${text}, 6, 'UTC')`,
  amount,
  day,
  phone,
  text: (text) => `nullIf(trimBoth(replaceRegexpAll(${plain(text)}, '\\\\s+', ' ')), '')`,
};

/**
 * 12,000.00, ¥12000, １．２万 and RMB 1.2万元 are one amount; 千, 万, 百万 and 亿 multiply, exactly. What the mark says about the currency
 * is not looked at: documents tell it in a field of its own.
 */
function amount(text: string): string {
  const bare = `replaceRegexpAll(${plain(text)}, '[\\\\s,¥$€£]|RMB|CNY|USD|EUR|元|圆', '')`;
  const digits = `extract(${bare}, '^([+-]?[0-9]+(?:\\\\.[0-9]+)?)(?:千|百万|万|亿)?$')`;
  const factor = `multiIf(endsWith(${bare}, '亿'), 100000000, endsWith(${bare}, '百万'), 1000000, endsWith(${bare}, '万'), 10000, endsWith(${bare}, '千'), 1000, 1)`;
  return `toDecimal128OrNull(${digits}, 12) * ${factor}`;
}

/** 2026-03-01, 2026/3/1, 2026.3.1 and 2026年3月1日, alone or before a time. */
function day(text: string): string {
  const parts = `extractGroups(${plain(`coalesce(${text}, '')`)}, '^([0-9]{4})\\\\s?[年/.-]\\\\s?([0-9]{1,2})\\\\s?[月/.-]\\\\s?([0-9]{1,2})日?(?:[T ].*)?$')`;
  return realDay(`concat(${parts}[1], '-', leftPad(${parts}[2], 2, '0'), '-', leftPad(${parts}[3], 2, '0'))`);
}

/** Digits only, and those of a Chinese mobile without its country code. */
function phone(text: string): string {
  const digits = `replaceRegexpAll(${plain(text)}, '[^0-9]', '')`;
  return `nullIf(replaceRegexpOne(${digits}, '^(?:00)?86(1[0-9]{10})$', '\\\\1'), '')`;
}
