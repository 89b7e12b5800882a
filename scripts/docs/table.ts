/** The cells of the rows of a Markdown table whose first cell matches, trimmed; `\|` inside a cell stays. */
export function tableRows(markdown: string, first: RegExp): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([name]) => name !== undefined && first.test(name));
}

/** What stands in back-ticks in a cell. */
export function named(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);
}
