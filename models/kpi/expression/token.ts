/** A word of the expression language. */
export interface Token {
  readonly kind: 'number' | 'text' | 'word' | 'sign' | 'end';
  readonly value: string;
}

const pattern =
  /\s*(?:(?<number>\d{1,18}(?:\.\d{1,12})?)|'(?<text>(?:[^'\\]|'')*)'|(?<word>[A-Za-z_]\w*)|(?<sign><=|>=|!=|[-+*/()=<>,]))/y;

/** Thrown by reader and type check; the catalogue turns it into KPI_INVALID with file, key and rule. */
export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault';
}

/** The words of an expression. Throws ExpressionFault for a character the language does not have. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const words = new RegExp(pattern);
  const length = expression.trimEnd().length;
  while (words.lastIndex < length) {
    const at = words.lastIndex;
    const groups = words.exec(expression)?.groups;
    if (groups === undefined)
      throw new ExpressionFault(`cannot be read from "${expression.slice(at).trim().slice(0, 20)}" on`);
    tokens.push(tokenOf(groups));
  }
  return [...tokens, { kind: 'end', value: '' }];
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { number, text, word, sign } = groups;
  if (number !== undefined) return { kind: 'number', value: number };
  if (text !== undefined) return { kind: 'text', value: text.replaceAll("''", "'") };
  if (word !== undefined) return { kind: 'word', value: word };
  return { kind: 'sign', value: sign ?? '' };
}
