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
  const bits = bytesOf(literal);
  if (bits !== undefined) return bits.toString();
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

/** Of `x'6162'` and `b'01100001'`, where digits that make no whole byte lack zeros in front. */
function bytesOf(literal: string): Buffer | undefined {
  const digits = literal.slice(2, -1);
  if (/^x'/i.test(literal)) return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  if (!/^b'/i.test(literal)) return undefined;
  const whole = digits.padStart(Math.ceil(digits.length / 8) * 8, '0');
  return Buffer.from((whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
