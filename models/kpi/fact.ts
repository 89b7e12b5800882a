import type { Asset } from '../kit/asset.ts';
import { nameOf } from '../kit/key.ts';
import type { Kind } from './expression/function.ts';

/** How a fact says whose its rows are. */
export type Employees =
  /** Through fct.order_credit: by share, to the largest share, or to each. */
  { readonly kind: 'credit'; readonly order: string } | { readonly kind: 'column'; readonly column: string };

/** What rows of a state need so that a period counts one state only. */
export type Snapshot =
  /** The last date of the period that has rows; with `of`, of each thing by itself: not everything is counted on one day. */
  | { readonly kind: 'last'; readonly of?: readonly string[] }
  /** The newest state of each thing within the period of its date. */
  | { readonly kind: 'newest'; readonly of: string; readonly at: string };

/** A fact that KPIs may be measured over: an asset, and how its rows are dated, credited and sorted. */
export interface KpiFact {
  readonly asset: Asset;
  /** Column that says in which period a row counts. */
  readonly date: string;
  /** `month`: its rows stand for whole months, so that days cannot be told apart. */
  readonly grain: 'day' | 'month';
  readonly employees?: Employees;
  readonly snapshot?: Snapshot;
  /** Column that says when a row became known, where that may be later than its date. */
  readonly known?: string;
  /** Rows that never count, whatever a KPI says, are left out by this condition. */
  readonly only?: string;
  /** Dimension → column, besides employee, team and region. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Names that come from another asset by a key column: `company` of an account. */
  readonly lookups?: readonly Lookup[];
}

/** A column an expression may use that stands in another asset. */
export interface Lookup {
  readonly name: string;
  readonly asset: Asset;
  readonly kind: Kind;
  /** Column of the fact and column of the other asset that are equal. */
  readonly on: string;
  readonly key: string;
  /** Written with `found` for the other asset and `fact` for this one. */
  readonly sql: string;
}

/** The name a declaration uses, and the alias its SELECT reads. */
export function factName({ asset }: KpiFact): string {
  return nameOf(asset.key);
}

/** `credit` and `column` facts know people; the others speak of the company as a whole. */
export function knowsPeople(fact: KpiFact): boolean {
  return fact.employees !== undefined;
}

/** The kind of a column, from its ClickHouse type; undefined for what the language has no word for. */
function kindOfType(type: string): Kind | undefined {
  const bare = type.replace(/^LowCardinality\((.+)\)$/, '$1');
  if (bare === 'String') return 'text';
  if (bare === 'Bool') return 'truth';
  if (bare.startsWith('DateTime')) return 'instant';
  if (bare.startsWith('Date')) return 'day';
  return /^(U?Int|Float|Decimal)/.test(bare) ? 'number' : undefined;
}

/** Every name an expression over this fact may use. */
export function namesOf(fact: KpiFact): ReadonlyMap<string, Kind> {
  const columns = Object.entries(fact.asset.columns).flatMap(([name, { type }]): [string, Kind][] => {
    const kind = kindOfType(type);
    return kind === undefined ? [] : [[name, kind]];
  });
  const credited: [string, Kind][] =
    fact.employees?.kind === 'credit'
      ? [
          ['employee_id', 'text'],
          ['booked_on', 'day'],
        ]
      : [];
  const found = (fact.lookups ?? []).map(({ name, kind }): [string, Kind] => [name, kind]);
  return new Map([...columns, ...credited, ...found]);
}
