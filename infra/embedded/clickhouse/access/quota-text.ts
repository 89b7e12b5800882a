import type { Quota } from './model.ts';
import { intervalUnits, type QuotaInterval, quotaTypes } from './quota-limits.ts';
import { plainOrQuoted, setText } from './set-text.ts';

/** The statement that makes the quota, as a server shows it. */
export function quotaText({ name, keyedBy, intervals, to }: Quota): string {
  const isForNobody = !to.all && to.names.length === 0;
  return [
    `CREATE QUOTA ${plainOrQuoted(name)}`,
    ...(keyedBy === 'none' ? [] : [`KEYED BY ${keyParts(keyedBy).join(', ')}`]),
    ...(intervals.length === 0 ? [] : [intervals.map(intervalText).join(', ')]),
    ...(isForNobody ? [] : [`TO ${setText(to)}`]),
  ].join(' ');
}

/** `client_key_or_user_name` is two: the first, or where it is missing the second. */
export function keyParts(key: Quota['keyedBy']): readonly string[] {
  return key === 'none' ? [] : key.split('_or_');
}

function intervalText({ seconds, randomized, max }: QuotaInterval): string {
  const limits = quotaTypes.flatMap((type) => (max[type] === undefined ? [] : [`${type} = ${max[type]}`]));
  const length = `FOR ${randomized ? 'RANDOMIZED ' : ''}INTERVAL ${lengthText(seconds)}`;
  return `${length} ${limits.length === 0 ? 'TRACKING ONLY' : `MAX ${limits.join(', ')}`}`;
}

/** In the longest unit that it is a multiple of. */
function lengthText(seconds: number): string {
  const units = Object.entries(intervalUnits).sort(([, one], [, other]) => other - one);
  const [unit, length] = units.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  return `${seconds / length} ${unit}`;
}
