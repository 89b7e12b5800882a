import { unquoted } from './literals.ts';

/** One lexical token of ClickHouse SQL. Blanks and comments are skipped. */
export interface Token {
  /** `unclosed`: a string, name or comment without its end, which reaches to the end of the text. Operators are symbols of one letter. */
  readonly kind: 'word' | 'quoted-identifier' | 'string' | 'number' | 'symbol' | 'unclosed';
  readonly text: string;
  /** Offsets in the source, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** How many round, square or curly brackets are open before this token. */
  readonly depth: number;
}

/**
 * As the engine's own lexer reads a text: where the two differed, a comment here could be code there. Hence comments within
 * comments and such things; `engine-tokens.test.ts` compares the two.
 */
const blank = /(?:[\s\u0085\u180e\u200b\u2060]+|(?:--|\/\/)[^\n]*|#[ !][^\n]*)+/y;
const commentMark = /\/\*|\*\//g;
const digits = '\\d+(?:_\\d+)*';
const hexDigits = '[\\dA-Fa-f]+(?:_[\\dA-Fa-f]+)*';
const exponent = `(?=[\\s\\S])(?:[+-](?=[\\s\\S]))?(?:${digits})?`;
const afterDot = new RegExp(digits, 'y');
/** Kind, what the token's first letter may be, and the token. */
const rules: readonly (readonly [Token['kind'], RegExp, RegExp])[] = [
  ['string', /'/, /'(?:[^'\\]|\\[\s\S]|'')*'(?!')/y],
  ['string', /[xXbB]/, /[xX]'[\dA-Fa-f]*'|[bB]'[01]*'/y],
  ['unclosed', /[xXbB]/, /[xXbB]'[\s\S]*/y],
  ['string', /\$/, /\$(\w*)\$[\s\S]*?\$\1\$/y],
  ['string', /‘/, /‘[^’]*’/y],
  ['quoted-identifier', /“/, /“[^”]*”/y],
  ['quoted-identifier', /[`"]/, /`(?:[^`\\]|\\[\s\S]|``)*`(?!`)|"(?:[^"\\]|\\[\s\S]|"")*"(?!")/y],
  // A dollar inside a word belongs to it: taken for the start of a `$tag$` string, it would hide what follows.
  ['word', /[A-Za-z_$]/, /(?:[A-Za-z_]|\$(?=\w))[\w$]*/y],
  ['number', /0/, new RegExp(`0[xX]${hexDigits}(?:\\.(?:${hexDigits})?)?(?:[pP]${exponent})?`, 'y')],
  [
    ...(['number', /\d/] as const),
    new RegExp(`(?:0[bB][01]\\d*(?:_\\d+)*|${digits})(?:\\.(?:${digits})?)?(?:[eE]${exponent})?`, 'y'),
  ],
  ['unclosed', /['`"‘“]/, /['`"‘“][\s\S]*/y],
  ['symbol', /[\s\S]/, /[\s\S]/y],
];
type Rule = (typeof rules)[number];
const rulesByLetter = new Map<string, readonly Rule[]>();

/** The rules that a token with this first letter may follow: trying all of them takes three times as long. */
function rulesFor(letter: string): readonly Rule[] {
  const known = rulesByLetter.get(letter);
  if (known !== undefined) return known;
  const found = rules.filter(([, first]) => first.test(letter));
  if (letter < '\u0080') rulesByLetter.set(letter, found);
  return found;
}

const fraction = new RegExp(`\\.${digits}(?:[eE]${exponent})?`, 'y');
const wordTail = /\w*/y;

/**
 * Tokens of a statement, lazily, so that a caller may stop where inline data begins.
 * Only good for finding clauses; whether the text is valid SQL is for the engine's own parser to say.
 */
export function* tokens(sql: string): Generator<Token> {
  let depth = 0;
  let previous: Token | undefined;
  for (let at = blankEnd(sql, 0); at < sql.length; at = blankEnd(sql, previous.end)) {
    const { kind, text } = tokenAt(sql, at, previous);
    if (kind === 'symbol' && ')]}'.includes(text)) depth -= 1;
    previous = { kind, text, start: at, end: at + text.length, depth };
    yield previous;
    if (kind === 'symbol' && '([{'.includes(text)) depth += 1;
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

/** Where the next token begins. A comment that is not closed is one. */
function blankEnd(sql: string, from: number): number {
  for (let at = from; ; ) {
    const end = sql.startsWith('/*', at) ? commentEnd(sql, at) : at + matchAt(blank, sql, at).length;
    if (end === undefined || end === at) return at;
    at = end;
  }
}

/** Comments lie within each other. Undefined where one is not closed. */
function commentEnd(sql: string, start: number): number | undefined {
  let open = 0;
  commentMark.lastIndex = start;
  for (;;) {
    const [mark] = commentMark.exec(sql) ?? [];
    if (mark === undefined) return undefined;
    open += mark === '/*' ? 1 : -1;
    if (open === 0) return commentMark.lastIndex;
  }
}

type Found = Pick<Token, 'kind' | 'text'>;

function tokenAt(sql: string, at: number, previous: Token | undefined): Found {
  if (sql.startsWith('/*', at)) return { kind: 'unclosed', text: sql.slice(at) };
  if (sql.charAt(at) === '.' && !isValue(previous)) {
    const text = matchAt(fraction, sql, at);
    if (text !== '') return { kind: 'number', text };
  }
  // `t.1.2` are elements of a tuple, no fraction.
  const element = previous?.text === '.' ? matchAt(afterDot, sql, at) : '';
  if (element !== '') return numberOrWord(sql, at, element);
  for (const [kind, , rule] of rulesFor(sql.charAt(at))) {
    const text = matchAt(rule, sql, at);
    if (text !== '') return kind === 'number' ? numberOrWord(sql, at, text) : { kind, text };
  }
  return { kind: 'symbol', text: sql.charAt(at) };
}

/** After these a dot leads to a part of them. */
function isValue(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (/^(?:word|quoted-identifier|number)$/.test(token.kind) || /^[)\]]$/.test(token.text))
  );
}

/** A name may begin with digits; a number with a fraction and letters behind it is neither, but one token. */
function numberOrWord(sql: string, at: number, number: string): Found {
  const tail = matchAt(wordTail, sql, at + number.length);
  if (tail === '') return { kind: 'number', text: number };
  return { kind: /^\w+$/.test(number) ? 'word' : 'symbol', text: number + tail };
}

function matchAt(rule: RegExp, sql: string, at: number): string {
  rule.lastIndex = at;
  return rule.exec(sql)?.[0] ?? '';
}
