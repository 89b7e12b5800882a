import { ServerError } from '../server-error.ts';
import type { Cursor } from './cursor.ts';
import { type Clause, parseClauses, parseHead, parseNameSet } from './parse-parts.ts';
import {
  intervalUnits,
  type QuotaAmounts,
  type QuotaInterval,
  type QuotaType,
  quotaKeys,
  quotaTypes,
} from './quota-limits.ts';
import type { NamedChange, QuotaChanges, Verb } from './statement.ts';

const clauses: readonly Clause<QuotaChanges>[] = [
  (cursor) => (cursor.takes('RENAME', 'TO') ? { renameTo: cursor.name() } : undefined),
  (cursor) => (cursor.takes('NOT', 'KEYED') ? { keyedBy: 'none' } : undefined),
  (cursor) =>
    cursor.takes('KEYED', 'BY') || cursor.takes('KEY', 'BY') ? { keyedBy: parseKey(cursor) } : undefined,
  (cursor) => (cursor.sees('FOR') ? { intervals: parseIntervals(cursor) } : undefined),
  (cursor) => (cursor.takes('TO') ? { to: parseNameSet(cursor) } : undefined),
];

/** The rest of CREATE, ALTER or DROP QUOTA. */
export function parseQuota(cursor: Cursor, verb: Verb): NamedChange<'quota', QuotaChanges> {
  return { kind: 'quota', verb, ...parseHead(cursor), changes: parseClauses(cursor, clauses) };
}

function parseKey(cursor: Cursor): (typeof quotaKeys)[number] {
  const asked = cursor.names().join('_or_').toLowerCase().replaceAll(' ', '_');
  const key = quotaKeys.find((each) => each === asked);
  if (key === undefined)
    throw new ServerError(48, 'NOT_IMPLEMENTED', `The embedded ClickHouse has no quotas keyed by '${asked}'`);
  return key;
}

/** `FOR … limits, FOR … limits`; undefined limits take an interval away. */
function parseIntervals(cursor: Cursor): NonNullable<QuotaChanges['intervals']> {
  const intervals = [];
  while (cursor.takes('FOR')) {
    const randomized = cursor.takes('RANDOMIZED');
    cursor.takes('INTERVAL');
    const seconds = parseSeconds(cursor);
    intervals.push({ seconds, interval: parseLimits(cursor, { seconds, randomized }) });
    cursor.takesSymbol(',');
  }
  return intervals;
}

function parseSeconds(cursor: Cursor): number {
  const count = cursor.number();
  const unit = cursor.name().toLowerCase().replace(/s$/, '');
  const found = Object.entries(intervalUnits).find(([name]) => name === unit);
  const seconds = Math.floor(count * (found?.[1] ?? 0));
  if (seconds >= 1) return seconds;
  throw new ServerError(36, 'BAD_ARGUMENTS', `A quota cannot have an interval of ${count} ${unit}`);
}

function parseLimits(
  cursor: Cursor,
  interval: Pick<QuotaInterval, 'seconds' | 'randomized'>,
): QuotaInterval | undefined {
  if (cursor.takes('NO', 'LIMITS')) return undefined;
  if (cursor.takes('TRACKING', 'ONLY')) return { ...interval, max: {} };
  const max: QuotaAmounts = {};
  do {
    cursor.takes('MAX');
    const type = parseType(cursor);
    // Both `MAX errors = 5` and `errors MAX 5` are understood.
    cursor.takesSymbol('=');
    cursor.takes('MAX');
    max[type] = parseAmount(cursor, type);
  } while (anotherLimit(cursor));
  return { ...interval, max };
}

/** A comma may also lead to the next interval. */
function anotherLimit(cursor: Cursor): boolean {
  const ahead = cursor.copy();
  return ahead.takesSymbol(',') && !ahead.sees('FOR') && cursor.takesSymbol(',');
}

function parseType(cursor: Cursor): QuotaType {
  for (const type of quotaTypes) {
    const name = type.toUpperCase();
    if (cursor.takes(name) || cursor.takes(...name.split('_'))) return type;
  }
  throw cursor.unexpected();
}

/** A number, or one with a suffix in quotes: '12K' is 12,000, '12Ki' 12,288. Only times have fractions. */
function parseAmount(cursor: Cursor, type: QuotaType): number {
  const amount = cursor.token?.kind === 'string' ? sized(cursor.text()) : cursor.number();
  return type === 'execution_time' ? amount : Math.trunc(amount);
}

function sized(text: string): number {
  const [, digits = '', letter = '', binary] = /^\s*(\d+(?:\.\d+)?)\s*([KMGTPE]?)(i?)\s*$/i.exec(text) ?? [];
  if (digits !== '')
    return Number(digits) * (binary ? 1024 : 1000) ** ' KMGTPE'.indexOf(letter.toUpperCase() || ' ');
  throw new ServerError(
    27,
    'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
    `Cannot read the amount '${text}' of a quota`,
  );
}
