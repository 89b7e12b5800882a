import type { AwardDeclaration } from './declaration.ts';

/** A declaration that has been checked against the KPIs people are ranked by. */
export interface Award {
  readonly declaration: AwardDeclaration;
  readonly file: string;
  /** Of the measure. */
  readonly direction: 'higher' | 'lower';
}
