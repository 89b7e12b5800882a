import type { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Expression } from './expression.ts';
import type { Kind } from './function.ts';
import { kindOf, type Names } from './kind-of.ts';
import { parseExpression } from './parse.ts';
import { ExpressionFault } from './token.ts';

/** Reads an expression over these names that comes to one of these kinds. Throws what `refusal` makes of the rule it breaks. */
export function readExpression(
  text: string,
  names: Names,
  kinds: readonly Kind[],
  refusal: (rule: string) => YardstickError,
): Expression {
  try {
    const read = parseExpression(text);
    const kind = kindOf(read, names);
    if (kinds.includes(kind)) return read;
    throw new ExpressionFault(`is a ${kind}, expected a ${kinds.join(' or ')}`);
  } catch (caught) {
    if (caught instanceof ExpressionFault) throw refusal(`the expression ${caught.message}.`);
    throw caught;
  }
}
