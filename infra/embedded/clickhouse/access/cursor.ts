import { ServerError } from '../server-error.ts';
import { isWord, type Token } from '../sql/lexer.ts';
import { unquoted } from '../sql/literals.ts';

/** Goes through the tokens of a statement whose syntax the engine's parser has accepted. */
export class Cursor {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  /** Whom CURRENT_USER means. */
  readonly #asking: string;
  #at = 0;

  constructor(sql: string, tokens: readonly Token[], asking: string) {
    this.#sql = sql;
    this.#tokens = tokens;
    this.#asking = asking;
  }

  /** A second cursor at the same place, to look ahead with. */
  copy(): Cursor {
    const copy = new Cursor(this.#sql, this.#tokens, this.#asking);
    copy.#at = this.#at;
    return copy;
  }

  get token(): Token | undefined {
    return this.#tokens[this.#at];
  }

  get atEnd(): boolean {
    return this.token === undefined || this.token.text === ';';
  }

  /** Whether these words come next. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, index) => isWord(this.#tokens[this.#at + index], word));
  }

  seesSymbol(symbol: string): boolean {
    return this.token?.kind === 'symbol' && this.token.text === symbol;
  }

  /** Steps over these words if they come next. */
  takes(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#at += words.length;
    return true;
  }

  takesSymbol(symbol: string): boolean {
    if (!this.seesSymbol(symbol)) return false;
    this.#at += 1;
    return true;
  }

  /** A name, quoted or not. */
  name(): string {
    const token = this.#next();
    if (token.kind === 'word') return token.text;
    if (token.kind === 'quoted-identifier' || token.kind === 'string') return unquoted(token.text);
    throw this.unexpected(token);
  }

  /** The name of a user or role; CURRENT_USER, with or without brackets, is whoever asks. */
  principal(): string {
    if (!this.takes('CURRENT_USER')) return this.name();
    if (this.takesSymbol('(')) this.takesSymbol(')');
    return this.#asking;
  }

  /** A text in quotes. */
  text(): string {
    const token = this.#next();
    if (token.kind !== 'string') throw this.unexpected(token);
    return unquoted(token.text);
  }

  /** A number without a sign. */
  number(): number {
    const token = this.#next();
    const value = token.kind === 'number' ? Number(token.text) : Number.NaN;
    if (Number.isNaN(value)) throw this.unexpected(token);
    return value;
  }

  /** Names parted by commas. */
  names(): string[] {
    const names = [this.name()];
    while (this.takesSymbol(',')) names.push(this.name());
    return names;
  }

  /** The source text up to where `stop` holds, outside of brackets that open here, or to the end. */
  sourceUntil(stop: () => boolean): string {
    const first = this.token;
    let last = first;
    while (!this.atEnd && !(this.token?.depth === first?.depth && stop())) last = this.#next();
    return first === undefined || last === undefined ? '' : this.#sql.slice(first.start, last.end);
  }

  /** The rest of the source without closing semicolons. */
  rest(): string {
    return this.sourceUntil(() => false);
  }

  /** The statement goes on in a way that is not understood here. */
  unexpected(token = this.token): ServerError {
    return new ServerError(
      48,
      'NOT_IMPLEMENTED',
      `The embedded ClickHouse does not know '${token?.text ?? 'the end'}' in a statement about users and rights`,
    );
  }

  #next(): Token {
    const token = this.token;
    if (token === undefined) throw this.unexpected();
    this.#at += 1;
    return token;
  }
}
