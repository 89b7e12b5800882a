/** A string literal of ClickHouse SQL. */
export function stringLiteral(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A back-quoted identifier of ClickHouse SQL. */
export function quotedIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', 0: '\0', a: '\x07', v: '\v', e: '\x1b' },
};

/** What a quoted identifier or string literal stands for. */
export function unquoted(literal: string): string {
  const heredoc = /^\$\w*\$/.exec(literal)?.[0];
  if (heredoc !== undefined) return literal.slice(heredoc.length, -heredoc.length);
  const inner = literal.slice(1, -1);
  if (literal.startsWith('‘') || literal.startsWith('“')) return inner;
  const quote = literal.charAt(0);
  return inner.replaceAll(
    /\\(?:x([\da-fA-F]{2})|([\s\S]))|(["'`])\3/g,
    (all, hex?: string, escaped?: string, doubled?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (escaped !== undefined) return escapes[escaped] ?? escaped;
      return doubled === quote ? quote : all;
    },
  );
}
