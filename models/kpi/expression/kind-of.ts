import { comparisons, type Expression } from './expression.ts';
import { functions, type Kind } from './function.ts';
import { ExpressionFault } from './token.ts';

/** The names an expression may use, and what each is. */
export type Names = ReadonlyMap<string, Kind>;

const isComparison = (sign: string) => comparisons.some((each) => each === sign);

/** What an expression is. Throws ExpressionFault for an unknown name or function, and for values that do not go together. */
export function kindOf(expression: Expression, names: Names): Kind {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return expression.kind;
    case 'name':
      return known(expression.name, names);
    case 'unary':
      return must(expression.of, names, expression.sign === '-' ? 'number' : 'truth', expression.sign);
    case 'absent':
      kindOf(expression.of, names);
      return 'truth';
    case 'in':
      return members(expression, names);
    case 'call':
      return called(expression, names);
    case 'binary':
      return combined(expression, names);
  }
}

function known(name: string, names: Names): Kind {
  const kind = names.get(name);
  if (kind !== undefined) return kind;
  throw new ExpressionFault(`names ${name}, which is not one of: ${[...names.keys()].join(', ')}`);
}

function must(expression: Expression, names: Names, wanted: Kind, where: string): Kind {
  const found = kindOf(expression, names);
  if (found === wanted) return found;
  throw new ExpressionFault(`has a ${found} where ${where} needs a ${wanted}`);
}

function members(of: Expression & { kind: 'in' }, names: Names): Kind {
  const wanted = kindOf(of.of, names);
  for (const value of of.values) {
    if (value.kind !== 'number' && value.kind !== 'text')
      throw new ExpressionFault('has something else than texts and numbers after in');
    refuseMixture(wanted, value.kind, 'in');
  }
  return 'truth';
}

function called({ name, args }: Expression & { kind: 'call' }, names: Names): Kind {
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (called === undefined)
    throw new ExpressionFault(`calls ${name}, which is not one of: ${Object.keys(functions).join(', ')}`);
  const most = called.more === true ? Number.POSITIVE_INFINITY : called.takes.length;
  if (args.length < called.takes.length || args.length > most)
    throw new ExpressionFault(`gives ${name} ${args.length} values, it takes ${called.takes.length}`);
  const kinds = args.map((arg) => kindOf(arg, names));
  for (const [place, kind] of kinds.entries()) {
    const allowed = called.takes[Math.min(place, called.takes.length - 1)] ?? [];
    if (!allowed.includes(kind))
      throw new ExpressionFault(
        `has a ${kind} where ${name} needs ${allowed.map((each) => `a ${each}`).join(' or ')}`,
      );
  }
  if (called.gives !== 'same') return called.gives;
  const results = name === 'if' ? kinds.slice(1) : kinds;
  const [first = 'number'] = results;
  for (const kind of results) refuseMixture(first, kind, name);
  return first;
}

function combined({ sign, left, right }: Expression & { kind: 'binary' }, names: Names): Kind {
  if (sign === 'and' || sign === 'or') {
    must(left, names, 'truth', sign);
    return must(right, names, 'truth', sign);
  }
  if (!isComparison(sign)) {
    must(left, names, 'number', sign);
    return must(right, names, 'number', sign);
  }
  refuseMixture(kindOf(left, names), kindOf(right, names), sign);
  return 'truth';
}

/** A day and an instant are compared through `days` or `hours`, so that nobody forgets the zone. */
function refuseMixture(left: Kind, right: Kind, where: string): void {
  if (left === right || (left === 'day' && right === 'text')) return;
  throw new ExpressionFault(`has a ${left} and a ${right} at ${where}`);
}
