/** Back-ticked identifier; back-ticks and backslashes escaped. */
export function identifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** Single-quoted text literal. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

export function identifiers(names: readonly string[]): string {
  return names.map(identifier).join(', ');
}
