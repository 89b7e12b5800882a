import { type AssetKey, nameOf } from '../../kit/key.ts';
import { all, type PartitionMapping, sameMonth, window } from '../../kit/mapping.ts';
import { monthSql } from '../../kit/month-sql.ts';
import type { Grain } from '../declaration.ts';
import { factName, type KpiFact } from '../fact.ts';
import type { Kpi, ReadMeasure } from '../kpi.ts';
import { distanceOf, periods, type Shift } from './period.ts';

type Input = readonly [alias: string, mapping: PartitionMapping];

/** The assets that a mart of KPIs by these lengths of period reads, by alias: of every fact the months of the period, and of the one it is compared with. */
export function inputsOf(
  kpis: readonly Kpi[],
  grains: readonly Grain[],
): Readonly<Record<string, PartitionMapping>> {
  return {
    ...factInputs(kpis, (key, shift) => within(key, grains, shift)),
    known_until: within('fct.known_until', grains, undefined),
    employee: all('dim.employee'),
  };
}

/** What of it are the facts, and what these are credited and looked up by; `mapped` says which months of an asset are read. */
export function factInputs(
  kpis: readonly Kpi[],
  mapped: (key: AssetKey, shift: Shift | undefined) => PartitionMapping,
): Readonly<Record<string, PartitionMapping>> {
  const read = kpis.flatMap(({ measures }) =>
    measures.flatMap((measure) => inputsOfMeasure(measure, mapped)),
  );
  return Object.fromEntries(read);
}

/** What the rows of a fact are read as where they stand for the period itself, or are moved to it. */
export function factAlias(fact: KpiFact, shift: Shift | undefined): string {
  return aliasOf(factName(fact), shift);
}

/** SQL of the rows that say how far a fact is known in the months of a period, or of the one it is compared with. */
export function knownSql(fact: KpiFact, shift: Shift | undefined): string {
  return `SELECT month, day FROM ${aliasOf('known_until', shift)} WHERE fact = '${factName(fact)}'`;
}

/** A row of a fact beside each of its credits; they stand in the month the row is kept in. */
export function creditJoin(fact: KpiFact, order: string, shift: Shift | undefined): string {
  const month = monthSql(fact.asset, 'fact');
  return `INNER JOIN ${aliasOf('month_credit', shift)} AS credit ON credit.order_no = fact.\`${order}\` AND credit.month = ${month}`;
}

function aliasOf(name: string, shift: Shift | undefined): string {
  return shift === undefined ? name : `${name}_${shift}_before`;
}

function inputsOfMeasure(
  { fact, begunBy, declared }: ReadMeasure,
  mapped: (key: AssetKey, shift: Shift | undefined) => PartitionMapping,
): readonly Input[] {
  const { shift } = declared;
  const input = (name: string, key: AssetKey): Input => [aliasOf(name, shift), mapped(key, shift)];
  return [
    input(factName(fact), fact.asset.key),
    ...(fact.employees?.kind === 'credit' ? [input('month_credit', 'fct.month_credit')] : []),
    ...(begunBy === undefined ? [] : [input('known_until', 'fct.known_until')]),
    ...(fact.lookups ?? []).map(({ asset }): Input => [nameOf(asset.key), all(asset.key)]),
  ];
}

/** The months of an input that the period beginning with an output's month needs. */
function within(key: AssetKey, grains: readonly Grain[], shift: Shift | undefined): PartitionMapping {
  const spans = grains.map((grain) => {
    const from = shift === undefined ? 0 : -distanceOf(grain, shift);
    return { from, to: from + periods[grain].months - 1 };
  });
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return from === 0 && to === 0 ? sameMonth(key) : window(key, from, to);
}
