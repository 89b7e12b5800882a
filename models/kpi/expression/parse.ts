import { type BinarySign, comparisons, type Expression } from './expression.ts';
import { ExpressionFault, type Token, tokensOf } from './token.ts';

/** From the loosest to the tightest; each level reads operands of the next one. */
const levels: readonly (readonly BinarySign[])[] = [['or'], ['and'], comparisons, ['+', '-'], ['*', '/']];
const comparisonLevel = 2;
const deepest = 40;

/** Reads one expression. Throws ExpressionFault telling where it went wrong. */
export function parseExpression(text: string): Expression {
  const reader = new Reader(tokensOf(text));
  const found = reader.level(0);
  reader.expectEnd();
  return found;
}

/** A recursive descent over the words of one expression. */
class Reader {
  #next = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  level(at: number): Expression {
    const signs = levels[at];
    if (signs === undefined) return this.#unary();
    if (at === comparisonLevel && this.#take('not'))
      return { kind: 'unary', sign: 'not', of: this.level(at) };
    let left = this.level(at + 1);
    if (at === comparisonLevel) left = this.#membership(left);
    for (;;) {
      const sign = signs.find((each) => this.#take(each));
      if (sign === undefined) return left;
      left = { kind: 'binary', sign, left, right: this.level(at + 1) };
    }
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected('an operator or the end');
  }

  #membership(of: Expression): Expression {
    if (this.#take('is')) {
      const negated = this.#take('not');
      this.#must('null');
      return { kind: 'absent', of, negated };
    }
    const outside = this.#peek().value === 'not' && this.#peek().kind === 'word';
    if (outside) this.#next++;
    if (!this.#take('in')) {
      if (outside) throw this.#unexpected('in');
      return of;
    }
    this.#must('(');
    const found: Expression = { kind: 'in', of, values: this.#list() };
    return outside ? { kind: 'unary', sign: 'not', of: found } : found;
  }

  #unary(): Expression {
    if (this.#take('-')) return { kind: 'unary', sign: '-', of: this.#unary() };
    return this.#primary();
  }

  #primary(): Expression {
    const token = this.#peek();
    this.#next++;
    if (token.kind === 'number' || token.kind === 'text') return { kind: token.kind, value: token.value };
    if (token.kind === 'sign' && token.value === '(') return this.#nested();
    if (token.kind !== 'word') {
      this.#next--;
      throw this.#unexpected('a column, a number, a text or a bracket');
    }
    if (token.value === 'true' || token.value === 'false')
      return { kind: 'truth', value: token.value === 'true' };
    if (!this.#take('(')) return { kind: 'name', name: token.value };
    return { kind: 'call', name: token.value, args: this.#list() };
  }

  #nested(): Expression {
    this.#depth++;
    if (this.#depth > deepest)
      throw new ExpressionFault(`has more than ${deepest} brackets within each other`);
    const inner = this.level(0);
    this.#must(')');
    this.#depth--;
    return inner;
  }

  #list(): readonly Expression[] {
    const items = [this.level(0)];
    while (this.#take(',')) items.push(this.level(0));
    this.#must(')');
    return items;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', value: '' };
  }

  #take(value: string): boolean {
    const token = this.#peek();
    if (token.value !== value || (token.kind !== 'sign' && token.kind !== 'word')) return false;
    this.#next++;
    return true;
  }

  #must(value: string): void {
    if (!this.#take(value)) throw this.#unexpected(value);
  }

  #unexpected(expected: string): ExpressionFault {
    const { kind, value } = this.#peek();
    return new ExpressionFault(
      `has ${kind === 'end' ? 'its end' : `"${value}"`} where ${expected} should stand`,
    );
  }
}
