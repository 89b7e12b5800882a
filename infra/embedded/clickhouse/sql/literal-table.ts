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
