import { quotedIdentifier, stringLiteral } from './literals.ts';

/** A column's name and ClickHouse type. */
export type LiteralColumn = readonly [name: string, type: string];

/** A table function that holds these rows itself, in their order; a row's values as they would stand in JSON. */
export function literalTable(
  columns: readonly LiteralColumn[],
  rows: readonly (readonly unknown[])[],
): string {
  const structure = stringLiteral(
    columns.map(([name, type]) => `${quotedIdentifier(name)} ${type}`).join(', '),
  );
  if (rows.length === 0) return `null(${structure})`;
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  return `format(JSONCompactEachRow, ${structure}, ${stringLiteral(lines)})`;
}

/**
 * A SELECT of these rows in their order, each value as text; another clause may follow. Without a table function: some need rights that
 * whoever asks may not have.
 */
export function literalSelect(
  columns: readonly LiteralColumn[],
  rows: readonly (readonly (string | null)[])[],
): string {
  const type = stringLiteral(`Array(Tuple(${columns.map(([, each]) => each).join(', ')}))`);
  const literal = (value: string | null) => (value === null ? 'NULL' : stringLiteral(value));
  const values = rows.map((row) => `tuple(${row.map(literal).join(', ')})`).join(', ');
  const names = columns.map(
    ([name], index) => `tupleElement(row, ${index + 1}) AS ${quotedIdentifier(name)}`,
  );
  return `SELECT ${names.join(', ')} FROM (SELECT arrayJoin(CAST([${values}], ${type})) AS row)`;
}
