/** What a value is, as far as the language has to know. */
export type Kind = 'number' | 'text' | 'truth' | 'day' | 'instant';

interface KpiFunction {
  readonly takes: readonly (readonly Kind[])[];
  /** The last argument may be repeated. */
  readonly more?: boolean;
  /** `same`: what its last argument is. */
  readonly gives: Kind | 'same';
  readonly sql: (args: readonly string[]) => string;
}

const moments = ['day', 'instant'] as const;
const comparable = ['number', 'day', 'instant'] as const;
const any = ['number', 'text', 'truth', 'day', 'instant'] as const;

/** The whole of what an expression may call. */
export const functions: Readonly<Record<string, KpiFunction>> = {
  /** Days from the first to the second. */
  days: {
    takes: [moments, moments],
    gives: 'number',
    sql: ([from, to]) => `dateDiff('day', ${from}, ${to})`,
  },
  hours: {
    takes: [moments, moments],
    gives: 'number',
    sql: ([from, to]) => `(dateDiff('second', ${from}, ${to}) / 3600)`,
  },
  abs: { takes: [['number']], gives: 'number', sql: ([of]) => `abs(${of})` },
  least: { takes: [comparable, comparable], gives: 'same', sql: (args) => `least(${args.join(', ')})` },
  greatest: { takes: [comparable, comparable], gives: 'same', sql: (args) => `greatest(${args.join(', ')})` },
  coalesce: { takes: [any, any], more: true, gives: 'same', sql: (args) => `coalesce(${args.join(', ')})` },
  if: { takes: [['truth'], any, any], gives: 'same', sql: (args) => `if(${args.join(', ')})` },
  lower: { takes: [['text']], gives: 'text', sql: ([of]) => `lowerUTF8(${of})` },
  trim: { takes: [['text']], gives: 'text', sql: ([of]) => `trimBoth(${of})` },
};
