import type { FieldType } from '../kit/connector.ts';

const integers = ['smallint', 'integer', 'bigint'];
const decimals = ['numeric', 'money'];
const floats = ['real', 'double precision'];
const stamps = ['timestamp with time zone', 'timestamp without time zone'];
const documents = ['json', 'jsonb', 'ARRAY'];

/** The field type a PostgreSQL type reads as, unless the configuration declares another. */
export function derivedType(dataType: string): FieldType {
  if (integers.includes(dataType)) return 'int';
  if (decimals.includes(dataType)) return 'decimal';
  if (floats.includes(dataType)) return 'float';
  if (dataType === 'boolean') return 'bool';
  if (dataType === 'date') return 'date';
  if (stamps.includes(dataType)) return 'timestamp';
  return documents.includes(dataType) ? 'json' : 'string';
}

const accepted: Record<FieldType, readonly string[] | 'any'> = {
  string: 'any',
  int: [...integers, 'numeric'],
  decimal: [...decimals, ...integers],
  float: [...floats, ...decimals, ...integers],
  bool: ['boolean'],
  date: ['date', ...stamps],
  timestamp: [...stamps, 'date'],
  json: documents,
  amount: 'any',
  day: 'any',
  phone: 'any',
  text: 'any',
};

/** Whether a column of this PostgreSQL type can be read as the declared field type without losing anything. */
export function fits(declared: FieldType, dataType: string): boolean {
  const types = accepted[declared];
  return types === 'any' || types.includes(dataType);
}

/** PostgreSQL types a declared cursor type accepts. */
export const cursorTypes = {
  timestamptz: ['timestamp with time zone'],
  timestamp: ['timestamp without time zone'],
  date: ['date'],
  bigint: integers,
  int: integers,
} as const satisfies Record<string, readonly string[]>;
