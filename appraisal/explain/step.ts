import { type Exact, greatest, least, one, sum, zero } from '../exact.ts';

/** In the reader's language. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Operation = 'sum' | 'product' | 'quotient' | 'least' | 'greatest' | 'weighted_mean' | 'rule';

/** One number that goes into a step. */
export interface Term {
  /** What it is: the key of the step that explains it, else where it stands in the facts (`orders[O1]`, `targets[A1 sales]`). */
  readonly key: string;
  readonly value: Exact;
  /** Of a weighted mean. */
  readonly weight?: Exact;
  /** The row itself. */
  readonly row?: Readonly<Record<string, unknown>>;
}

/** A row that was looked at and does not count. */
export interface Excluded {
  readonly key: string;
  readonly why: Words;
}

/** How one number came about. */
export interface Step {
  readonly key: string;
  readonly label: Words;
  readonly operation: Operation;
  readonly terms: readonly Term[];
  readonly value: Exact;
  /** Which version of a plan, a weight set or a curve decided, and what it says. */
  readonly rule?: Readonly<Record<string, unknown>>;
  readonly excluded: readonly Excluded[];
}

type Arithmetic = Exclude<Operation, 'rule'>;

const arithmetic: Readonly<Record<Arithmetic, (terms: readonly Term[]) => Exact>> = {
  sum: (terms) => sum(terms.map(({ value }) => value)),
  product: (terms) => terms.reduce((product, { value }) => product.mul(value), one),
  quotient: ([first, ...others]) =>
    others.reduce((quotient, { value }) => quotient.div(value), first?.value ?? zero),
  least: ([first, ...others]) =>
    others.reduce((found, { value }) => least(found, value), first?.value ?? zero),
  greatest: ([first, ...others]) =>
    others.reduce((found, { value }) => greatest(found, value), first?.value ?? zero),
  weighted_mean: (terms) => {
    const weights = sum(terms.map(({ weight }) => weight ?? zero));
    if (weights.equals(0)) return zero;
    return sum(terms.map(({ value, weight }) => value.mul(weight ?? zero))).div(weights);
  },
};

type Told = Partial<Pick<Step, 'rule' | 'excluded'>>;

/** A step whose value is what its terms make. */
export function step(
  key: string,
  label: Words,
  operation: Arithmetic,
  terms: readonly Term[],
  told: Told = {},
): Step {
  return { key, label, operation, terms, value: arithmetic[operation](terms), excluded: [], ...told };
}

/** A step that reads its value off a rule: a band, a curve, a share in whole fen. */
export function ruled(
  key: string,
  label: Words,
  of: {
    readonly terms: readonly Term[];
    readonly value: Exact;
    readonly rule: Readonly<Record<string, unknown>>;
  },
  excluded: readonly Excluded[] = [],
): Step {
  return { key, label, operation: 'rule', ...of, excluded };
}

/** A step as a term of the next. */
export function of({ key, value }: Step): Term {
  return { key, value };
}
