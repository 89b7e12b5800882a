import type { Cell, Row, ViewColumn } from '../../api.ts';

/** Rows as CSV for Excel: a byte order mark for Chinese, CRLF, and text that a spreadsheet would run kept as text. */
export function csvOf(columns: readonly ViewColumn[], rows: readonly Row[]): string {
  const head = columns.map((column) => quoted(column.title)).join(',');
  const body = rows.map((row) => columns.map((column) => field(row[column.name], column)).join(','));
  return `\uFEFF${[head, ...body].join('\r\n')}\r\n`;
}

function field(cell: Cell | undefined, column: ViewColumn): string {
  if (cell === null || cell === undefined) return '';
  return column.format === 'text' ? quoted(harmless(String(cell))) : quoted(String(cell));
}

/** A cell that begins with = + - @ would be a formula. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
