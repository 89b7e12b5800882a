import type { AssetKey } from './key.ts';

/** `block` keeps the last good release visible; `warn` is shown and lets the release pass. */
export type Severity = 'block' | 'warn';

/** A rule a new version must obey before anybody may see it. `Name` is the union of the asset's column names. */
export type Check<Name extends string = string> = { readonly severity: Severity } & (
  | { readonly kind: 'unique'; readonly columns: readonly Name[] }
  | { readonly kind: 'notNull'; readonly column: Name }
  | { readonly kind: 'acceptedValues'; readonly column: Name; readonly values: readonly string[] }
  /** Every value of `column` but NULL and the empty text exists as `key` of an asset among the inputs. */
  | { readonly kind: 'relationship'; readonly column: Name; readonly asset: AssetKey; readonly key: string }
  /** Row count against the published version of the same month: the share that may be lost or gained. */
  | { readonly kind: 'rowDelta'; readonly maxLoss: number; readonly maxGain: number }
  | { readonly kind: 'sumDelta'; readonly column: Name; readonly maxLoss: number; readonly maxGain: number }
  /** Rows and a sum against the source's own count and sum of a stream. */
  | {
      readonly kind: 'reconcile';
      readonly source: string;
      readonly stream: string;
      readonly sum: { readonly field: string; readonly column: Name } | undefined;
    }
  /** A SELECT of the failing rows in `sql/checks/<name>.sql`; passes when it answers none. */
  | { readonly kind: 'query'; readonly name: string }
);

export function unique<Name extends string>(...columns: readonly Name[]): Check<Name> {
  return Object.freeze({ kind: 'unique', columns, severity: 'block' });
}

export function notNull<Name extends string>(column: Name): Check<Name> {
  return Object.freeze({ kind: 'notNull', column, severity: 'block' });
}

export function acceptedValues<Name extends string>(column: Name, values: readonly string[]): Check<Name> {
  return Object.freeze({ kind: 'acceptedValues', column, values, severity: 'block' });
}

export function relationship<Name extends string>(column: Name, asset: AssetKey, key: string): Check<Name> {
  return Object.freeze({ kind: 'relationship', column, asset, key, severity: 'block' });
}

/** Shares of the published rows: `rowDelta(0.5, 3)` lets half vanish and three times as many come. */
export function rowDelta(maxLoss: number, maxGain: number): Check<never> {
  return Object.freeze({ kind: 'rowDelta', maxLoss, maxGain, severity: 'warn' });
}

export function sumDelta<Name extends string>(column: Name, maxLoss: number, maxGain: number): Check<Name> {
  return Object.freeze({ kind: 'sumDelta', column, maxLoss, maxGain, severity: 'warn' });
}

export function reconcile<Name extends string>(
  source: string,
  stream: string,
  sum?: { readonly field: string; readonly column: Name },
): Check<Name> {
  return Object.freeze({ kind: 'reconcile', source, stream, sum, severity: 'block' });
}

export function query(name: string): Check<never> {
  return Object.freeze({ kind: 'query', name, severity: 'block' });
}

export function warn<Name extends string>(check: Check<Name>): Check<Name> {
  return Object.freeze({ ...check, severity: 'warn' });
}

/** The name a check goes by in results and messages: `unique(order_no, line_no)`. */
export function checkName(check: Check): string {
  switch (check.kind) {
    case 'unique':
      return `unique(${check.columns.join(', ')})`;
    case 'notNull':
      return `notNull(${check.column})`;
    case 'acceptedValues':
      return `acceptedValues(${check.column})`;
    case 'relationship':
      return `relationship(${check.column} → ${check.asset}.${check.key})`;
    case 'rowDelta':
      return 'rowDelta';
    case 'sumDelta':
      return `sumDelta(${check.column})`;
    case 'reconcile':
      return `reconcile(${check.source}.${check.stream}${check.sum ? `, ${check.sum.column}` : ''})`;
    case 'query':
      return `query(${check.name})`;
  }
}
