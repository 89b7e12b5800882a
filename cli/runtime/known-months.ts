import { decide } from '../../activities/build/situation.ts';
import { takeSnapshot } from '../../activities/build/snapshot.ts';
import type { Context } from '../../activities/context.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { isWhole } from '../../planner/scope.ts';
import { theOneMonth } from '../../planner/state.ts';
import { monthName } from '../text/format.ts';

/** Months, as their first days, that are published of an asset or that its inputs would give it now; oldest first. */
export async function knownMonths(context: Context, key: AssetKey): Promise<readonly string[]> {
  const snapshot = await takeSnapshot(context, undefined);
  const states = snapshot.visible.get(key) ?? [];
  const published = states.map(({ month }) => month);
  const asset = context.project.graph.asset(key);
  const decisions = await decide(context, snapshot, asset);
  const known = new Set([...published, ...decisions.flatMap(({ month }) => month ?? [])]);
  // Made in one piece once, by months now: what it held then has been emptied.
  const piece = states.find(({ month }) => month === theOneMonth);
  if (!isWhole(asset) && piece?.rows === 0) known.delete(theOneMonth);
  return [...known].sort();
}

/** Error: ORDER_REFUSED when none of these months is known. */
export function requireKnown(key: AssetKey, wanted: readonly string[], known: readonly string[]): void {
  if (wanted.some((month) => known.includes(month))) return;
  throw new YardstickError('ORDER_REFUSED', `It has no ${namesOf(wanted)}.`, {
    subject: key,
    advice: adviceOn(known),
  });
}

function adviceOn(known: readonly string[]): string {
  if (known.length === 0) return 'It holds nothing yet: run `yardstick run` first.';
  if (known.includes(theOneMonth)) return 'It is made in one piece: leave the months out.';
  return `It has ${known.length === 1 ? '' : `${known.length} months, `}${namesOf(known)}.`;
}

function namesOf(months: readonly string[]): string {
  const [first, last] = [months.at(0), months.at(-1)].map((month) => monthName(month ?? ''));
  return first === last ? `${first}` : `${first} to ${last}`;
}
