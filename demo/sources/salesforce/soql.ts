import { malformedQuery } from './errors.ts';

export type Literal =
  | { readonly type: 'string' | 'number' | 'date' | 'datetime'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly field: string; readonly by: Comparison; readonly to: Literal }
  | {
      readonly kind: 'in';
      readonly field: string;
      readonly negated: boolean;
      readonly values: readonly Literal[];
    };

export type Aggregate = 'COUNT' | 'SUM' | 'MIN' | 'MAX' | 'AVG';

export type Selected =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'count' }
  | { readonly kind: 'aggregate'; readonly by: Aggregate; readonly field: string; readonly alias: string };

export interface Soql {
  readonly select: readonly Selected[];
  readonly from: string;
  readonly where: Condition | undefined;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
  readonly limit: number | undefined;
}

const tokenPattern =
  /\s*(?:('(?:[^'\\]|\\.)*')|(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))|(\d{4}-\d{2}-\d{2})|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(<=|>=|!=|<>|[=<>(),]))/y;

interface Token {
  readonly type: 'string' | 'datetime' | 'date' | 'number' | 'word' | 'sign';
  readonly text: string;
}

/** Reads the part of SOQL the sample CRM understands; anything else is MALFORMED_QUERY, as it would be there. */
export function parseSoql(text: string): Soql {
  return new Parser(tokenise(text)).query();
}

function tokenise(text: string): Token[] {
  const types = ['string', 'datetime', 'date', 'number', 'word', 'sign'] as const;
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const source = text.trimEnd();
  while (tokenPattern.lastIndex < source.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(source);
    if (match === null) throw malformedQuery(`unexpected token: '${source.slice(at).trim().slice(0, 20)}'`);
    types.forEach((type, index) => {
      const found = match[index + 1];
      if (found !== undefined) tokens.push({ type, text: found });
    });
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Soql {
    this.#expect('SELECT');
    const select = this.#list(() => this.#selected());
    this.#expect('FROM');
    const from = this.#word();
    const where = this.#accept('WHERE') ? this.#or() : undefined;
    const orderBy = this.#accept('ORDER') ? this.#orderBy() : [];
    const limit = this.#accept('LIMIT') ? this.#integer() : undefined;
    const rest = this.#peek();
    if (rest !== undefined) throw malformedQuery(`unexpected token: '${rest.text}'`);
    return { select, from, where, orderBy, limit };
  }

  #selected(): Selected {
    const name = this.#word();
    if (!this.#accept('(')) return { kind: 'field', field: name };
    const by = (['COUNT', 'SUM', 'MIN', 'MAX', 'AVG'] as const).find((known) => known === name.toUpperCase());
    if (by === undefined) throw malformedQuery(`Unknown function: ${name}`);
    if (by === 'COUNT' && this.#accept(')')) return { kind: 'count' };
    const field = this.#word();
    this.#expect(')');
    const next = this.#peek();
    const alias = next?.type === 'word' && next.text.toUpperCase() !== 'FROM' ? this.#word() : '';
    return { kind: 'aggregate', by, field, alias };
  }

  #orderBy(): Soql['orderBy'] {
    this.#expect('BY');
    return this.#list(() => {
      const field = this.#word();
      const descending = this.#accept('DESC');
      if (!descending) this.#accept('ASC');
      if (this.#accept('NULLS') && !this.#accept('LAST')) this.#expect('FIRST');
      return { field, descending };
    });
  }

  #or(): Condition {
    const of = [this.#and()];
    while (this.#accept('OR')) of.push(this.#and());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'or', of };
  }

  #and(): Condition {
    const of = [this.#term()];
    while (this.#accept('AND')) of.push(this.#term());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'and', of };
  }

  #term(): Condition {
    if (this.#accept('NOT')) return { kind: 'not', of: this.#term() };
    if (this.#accept('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    const field = this.#word();
    const negated = this.#accept('NOT');
    if (this.#accept('IN')) {
      this.#expect('(');
      const values = this.#list(() => this.#literal());
      this.#expect(')');
      return { kind: 'in', field, negated, values };
    }
    return { kind: 'compare', field, by: this.#comparison(), to: this.#literal() };
  }

  #comparison(): Comparison {
    const text = this.#next().text.toUpperCase();
    const found = (['=', '!=', '<', '<=', '>', '>=', 'LIKE'] as const).find((sign) => sign === text);
    if (found !== undefined) return found;
    if (text === '<>') return '!=';
    throw malformedQuery(`unexpected token: '${text}'`);
  }

  #literal(): Literal {
    const { type, text } = this.#next();
    if (type === 'string') return { type, text: text.slice(1, -1).replace(/\\(.)/g, '$1') };
    if (type === 'number' || type === 'date' || type === 'datetime') return { type, text };
    const word = text.toLowerCase();
    if (word === 'null') return { type: 'null' };
    if (word === 'true' || word === 'false') return { type: 'boolean', value: word === 'true' };
    throw malformedQuery(`unexpected token: '${text}'`);
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#accept(',')) items.push(item());
    return items;
  }

  #integer(): number {
    const { type, text } = this.#next();
    if (type !== 'number' || !/^\d+$/.test(text)) throw malformedQuery(`unexpected token: '${text}'`);
    return Number(text);
  }

  #word(): string {
    const { type, text } = this.#next();
    if (type !== 'word') throw malformedQuery(`unexpected token: '${text}'`);
    return text;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    const token = this.#peek();
    if (token === undefined) throw malformedQuery('unexpected token: <EOF>');
    this.#at += 1;
    return token;
  }

  #accept(text: string): boolean {
    const token = this.#peek();
    if (token === undefined || token.type === 'string' || token.text.toUpperCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (this.#accept(text)) return;
    throw malformedQuery(`unexpected token: '${this.#peek()?.text ?? '<EOF>'}', expecting ${text}`);
  }
}
