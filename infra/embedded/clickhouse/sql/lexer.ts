import { unquoted } from './literals.ts';

/** One lexical token of ClickHouse SQL. Blanks and comments are skipped. */
export interface Token {
  readonly kind: 'word' | 'quoted-identifier' | 'string' | 'number' | 'symbol' | 'unclosed';
  readonly text: string;
  /** Offsets in the source, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** How many round, square or curly brackets are open before this token. */
  readonly depth: number;
}

const blank = /(?:\s+|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?\*\/)+/y;
const rules: readonly (readonly [Token['kind'], RegExp])[] = [
  ['string', /'(?:[^'\\]|\\[\s\S]|'')*'/y],
  ['string', /\$(\w*)\$[\s\S]*?\$\1\$/y],
  ['string', /‘[^’]*’/y],
  ['quoted-identifier', /“[^”]*”/y],
  ['quoted-identifier', /`(?:[^`\\]|\\[\s\S]|``)*`|"(?:[^"\\]|\\[\s\S]|"")*"/y],
  // A dollar inside a word belongs to it: taken for the start of a `$tag$` string, it would hide what follows.
  ['word', /[A-Za-z_\u0080-\u2017\u201a\u201b\u201e-\uffff][\w$\u0080-\u2017\u201a\u201b\u201e-\uffff]*/y],
  ['number', /\d[\w.]*/y],
  ['unclosed', /['`"‘“][\s\S]*|\/\*[\s\S]*/y],
  ['symbol', /[\s\S]/y],
];

/**
 * Tokens of a statement, lazily, so that a caller may stop where inline data begins.
 * Only good for finding clauses; whether the text is valid SQL is for the engine's own parser to say.
 */
export function* tokens(sql: string): Generator<Token> {
  let at = 0;
  let depth = 0;
  while (at < sql.length) {
    at += matchAt(blank, sql, at).length;
    if (at >= sql.length) return;
    const { kind, text } = tokenAt(sql, at);
    if (kind === 'symbol' && ')]}'.includes(text)) depth -= 1;
    yield { kind, text, start: at, end: at + text.length, depth };
    if (kind === 'symbol' && '([{'.includes(text)) depth += 1;
    at += text.length;
  }
}

/** True for a bare word, whatever its case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toUpperCase());
}

/** The name that an identifier token stands for, unquoted; undefined for other tokens. */
export function identifierName(token: Token): string | undefined {
  if (token.kind === 'word') return token.text;
  return token.kind === 'quoted-identifier' ? unquoted(token.text) : undefined;
}

function tokenAt(sql: string, at: number): { kind: Token['kind']; text: string } {
  for (const [kind, rule] of rules) {
    const text = matchAt(rule, sql, at);
    if (text !== '') return { kind, text };
  }
  return { kind: 'symbol', text: sql.charAt(at) };
}

function matchAt(rule: RegExp, sql: string, at: number): string {
  rule.lastIndex = at;
  return rule.exec(sql)?.[0] ?? '';
}
