import type { AwardDeclaration } from './declaration.ts';

/** Which way is better. */
export type Direction = 'higher' | 'lower';

/** A declaration that has been checked against the KPIs people are ranked by. */
export interface Award {
  readonly declaration: AwardDeclaration;
  readonly file: string;
  /** Of the measure. */
  readonly direction: Direction;
  /** Of each condition of `also`. */
  readonly alsoDirections: readonly Direction[];
}
