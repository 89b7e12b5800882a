import { invalidField, malformedQuery, SalesforceError } from './errors.ts';
import type { Fields, FieldType } from './fields.ts';
import type { Condition, Literal, Selected, Soql } from './soql.ts';

/** An object as one caller may see it. */
export interface VisibleObject {
  readonly name: string;
  readonly fields: Fields;
}

/** A part of SQL and its parameters, numbered from $1. */
export interface SqlQuery {
  readonly where: string;
  readonly orderBy: string;
  readonly parameters: unknown[];
}

const signs = { '=': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=', LIKE: 'ILIKE' } as const;

/** The conditions and order of a query over `crm.record`, with every value a parameter. */
export function toSql(soql: Soql, object: VisibleObject, withDeleted: boolean): SqlQuery {
  const parameters: unknown[] = [object.name];
  const where = soql.where === undefined ? 'true' : condition(soql.where, object, parameters);
  const order = soql.orderBy.map(({ field, descending }) => {
    return `${expression(field, object)} ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`;
  });
  return {
    where: `object = $1 AND ${withDeleted ? '' : 'NOT deleted AND '}(${where})`,
    orderBy: [...order, 'id'].join(', '),
    parameters,
  };
}

/** `sum(…)` and the like for an aggregate. */
export function aggregateSql(
  selected: Extract<Selected, { kind: 'aggregate' }>,
  object: VisibleObject,
): string {
  return `${selected.by.toLowerCase()}(${expression(selected.field, object)})`;
}

/** The field as declared, whatever its capitals; INVALID_FIELD when there is none. */
export function canonicalField(field: string, object: VisibleObject): string {
  const wanted = field.toLowerCase();
  const found = Object.keys(object.fields).find((name) => name.toLowerCase() === wanted);
  if (found === undefined) throw invalidField(field, object.name);
  return found;
}

function condition(of: Condition, object: VisibleObject, parameters: unknown[]): string {
  if (of.kind === 'not') return `NOT coalesce((${condition(of.of, object, parameters)}), false)`;
  if (of.kind === 'in') {
    const values = of.values.map((value) => parameter(of.field, value, object, parameters));
    const inside = `${expression(of.field, object)} IN (${values.join(', ')})`;
    return of.negated ? `(NOT ${inside})` : `(${inside})`;
  }
  if (of.kind === 'compare') return comparison(of, object, parameters);
  const parts = of.of.map((part) => condition(part, object, parameters));
  return `(${parts.join(of.kind === 'and' ? ' AND ' : ' OR ')})`;
}

function comparison(
  { field, by, to }: Extract<Condition, { kind: 'compare' }>,
  object: VisibleObject,
  parameters: unknown[],
): string {
  const left = expression(field, object);
  if (to.type === 'null') {
    if (by === '=') return `(${left} IS NULL)`;
    if (by === '!=') return `(${left} IS NOT NULL)`;
    throw malformedQuery(`null cannot be compared with ${by}`);
  }
  const right = parameter(field, to, object, parameters);
  if (by === '!=') return `(${left} IS DISTINCT FROM ${right})`;
  return `(${left} ${signs[by]} ${right})`;
}

function expression(field: string, object: VisibleObject): string {
  const name = canonicalField(field, object);
  if (name === 'Id') return 'id';
  if (name === 'SystemModstamp' || name === 'LastModifiedDate') return 'modstamp';
  if (name === 'IsDeleted') return 'deleted';
  const text = `(body->>'${name}')`;
  const type = typeOf(name, object);
  if (type === 'boolean') return `${text}::boolean`;
  if (isNumber(type)) return `${text}::numeric`;
  return type === 'datetime' ? `${text}::timestamptz` : `${text} COLLATE "C"`;
}

function parameter(field: string, value: Literal, object: VisibleObject, parameters: unknown[]): string {
  const type = typeOf(canonicalField(field, object), object);
  if (value.type === 'null') return 'NULL';
  const fits =
    (value.type === 'boolean' && type === 'boolean') ||
    (value.type === 'number' && isNumber(type)) ||
    (value.type === 'string' && (type === 'string' || type === 'reference' || type === 'id')) ||
    (value.type === 'date' && type === 'date') ||
    (value.type === 'datetime' && type === 'datetime');
  if (!fits) {
    const message = `value of filter criterion for field '${field}' must be of type ${type}`;
    throw new SalesforceError(400, 'INVALID_FIELD', message);
  }
  parameters.push(value.type === 'boolean' ? value.value : value.text);
  const cast = type === 'boolean' ? '::boolean' : isNumber(type) ? '::numeric' : '::text';
  return `$${parameters.length}${type === 'datetime' ? '::timestamptz' : cast}`;
}

function typeOf(name: string, object: VisibleObject): FieldType {
  return object.fields[name] ?? 'string';
}

function isNumber(type: FieldType): boolean {
  return type === 'currency' || type === 'double' || type === 'percent' || type === 'int';
}
