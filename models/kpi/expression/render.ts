import type { Expression } from './expression.ts';
import { functions } from './function.ts';

/** How names and numbers are written; everything else is the same wherever an expression stands. */
export interface Dialect {
  readonly name: (name: string) => string;
  readonly number: (digits: string) => string;
}

/** An expression as ClickHouse SQL; it has been checked by `kindOf` before. */
export function renderExpression(expression: Expression, dialect: Dialect): string {
  const render = (each: Expression) => renderExpression(each, dialect);
  switch (expression.kind) {
    case 'number':
      return dialect.number(expression.value);
    case 'text':
      return textLiteral(expression.value);
    case 'truth':
      return String(expression.value);
    case 'name':
      return dialect.name(expression.name);
    case 'call':
      return functions[expression.name]?.sql(expression.args.map(render)) ?? 'NULL';
    case 'unary':
      return expression.sign === '-' ? `(-${render(expression.of)})` : `(NOT ${render(expression.of)})`;
    case 'absent':
      return `(${render(expression.of)} IS ${expression.negated ? 'NOT ' : ''}NULL)`;
    case 'in':
      return `(${render(expression.of)} IN (${expression.values.map(render).join(', ')}))`;
    case 'binary':
      return binary(expression.sign, render(expression.left), render(expression.right));
  }
}

/** Decimal division would cut at the scale of its left side. */
function binary(sign: string, left: string, right: string): string {
  if (sign === '/') return `(toFloat64(${left}) / nullIf(toFloat64(${right}), 0))`;
  return `(${left} ${sign.toUpperCase()} ${right})`;
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
