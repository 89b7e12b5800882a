import type { Grain } from '../declaration.ts';
import { namesIn } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import { type Dialect, renderExpression } from '../expression/render.ts';
import type { KpiFact, Lookup } from '../fact.ts';
import type { ReadMeasure } from '../kpi.ts';
import { creditJoin, factAlias, knownSql } from './inputs.ts';
import { distanceOf, periods, type Shift } from './period.ts';
import type { Scan } from './scan.ts';

/**
 * The rows of a scan: `_period`, `_employee`, each dimension, and per measure `_v<i>` (its value, by share where asked)
 * and `_w<i>` (whether the row counts).
 */
export function rowsSql(
  scan: Scan,
  { grain, known }: { readonly grain: Grain; readonly known: boolean },
): string {
  const { fact, measures } = scan;
  const dialect = dialectOf(fact);
  const period = periods[grain];
  const start = period.start(dialect.name(fact.date));
  const state = oneState(fact, grain);
  const columns = [
    ...state.columns,
    `${scan.shift === undefined ? start : moved(start, grain, scan.shift)} AS _period`,
    `${employeeSql(fact)} AS _employee`,
    ...(known ? [`${knownOnSql(fact)} AS _known`] : []),
    ...Object.entries(fact.dimensions ?? {}).map(
      ([name, column]) => `toString(fact.\`${column}\`) AS _d_${name}`,
    ),
    ...(scan.by === undefined ? [] : [`${renderExpression(scan.by, dialect)} AS _by`]),
    ...measures.flatMap((measure, place) => [
      ...(measure.value === undefined ? [] : [`${valueSql(measure, dialect)} AS _v${place}`]),
      ...(isConditional(measure) ? [`${conditionSql(measure)} AS _w${place}`] : []),
    ]),
  ];
  const wheres = [...conditions(scan, grain, dialect), ...state.wheres];
  const rows = [
    `SELECT\n    ${columns.join(',\n    ')}`,
    `FROM ${factAlias(fact, scan.shift)} AS fact`,
    ...joins(scan, grain, start),
    ...(wheres.length === 0 ? [] : [`WHERE ${wheres.join('\n    AND ')}`]),
  ].join('\n');
  return state.around(rows);
}

/** From which day on a row was known: the epoch where it says nothing, so that its own date decides. */
function knownOnSql({ asset, known }: KpiFact): string {
  if (known === undefined) return "toDate32('1970-01-01')";
  const column = `fact.\`${known}\``;
  const isInstant = asset.columns[known]?.type.includes('DateTime') === true;
  const day = isInstant ? `toDate(${column}, {timezone:String})` : column;
  return `coalesce(toDate32(${day}), toDate32('1970-01-01'))`;
}

/** Credited facts are read once per employee; every other fact says itself whose a row is, or nothing. */
function employeeSql({ employees }: KpiFact): string {
  if (employees === undefined) return "''";
  return employees.kind === 'credit' ? 'credit.employee_id' : `fact.\`${employees.column}\``;
}

/** Whether a measure takes some of a scan's rows only; which, is `_w<i>`. */
export function isConditional(measure: ReadMeasure): boolean {
  return measure.where !== undefined || isOfPrimary(measure);
}

function conditionSql(measure: ReadMeasure): string {
  const { fact, where } = measure;
  const primary = isOfPrimary(measure) ? ['credit.is_primary'] : [];
  const asked = where === undefined ? [] : [renderExpression(where, dialectOf(fact))];
  return [...primary, ...asked].join(' AND ');
}

function isOfPrimary({ fact, credit }: ReadMeasure): boolean {
  return fact.employees?.kind === 'credit' && credit === 'primary';
}

function valueSql(measure: ReadMeasure, dialect: Dialect): string {
  const { fact, credit } = measure;
  const value = measure.value === undefined ? '1' : renderExpression(measure.value, dialect);
  const added = measure.declared.sum !== undefined || measure.declared.top !== undefined;
  return fact.employees?.kind === 'credit' && credit === 'share' && added ? `${value} * credit.share` : value;
}

/** How expressions over a fact are written where it stands as `fact`, its credit as `credit`. */
export function dialectOf(fact: KpiFact): Dialect {
  const lookups = new Map((fact.lookups ?? []).map((lookup) => [lookup.name, lookup]));
  return {
    name: (name) => {
      const lookup = lookups.get(name);
      if (lookup !== undefined) return `(${lookup.sql.replaceAll('found.', `found_${lookup.name}.`)})`;
      if (fact.employees?.kind === 'credit' && name === 'employee_id') return 'credit.employee_id';
      if (fact.employees?.kind === 'credit' && name === 'booked_on') return 'credit.booked_on';
      return `fact.\`${name}\``;
    },
    number: (digits) => digits,
  };
}

function joins(scan: Scan, grain: Grain, start: string): readonly string[] {
  const { fact, shift } = scan;
  const mentioned = scan.measures.flatMap(({ value, where, by }) =>
    [value, where, by].flatMap((each) => (each === undefined ? [] : namesIn(each))),
  );
  const needed = (fact.lookups ?? []).filter(({ name }) => mentioned.includes(name));
  const shares = fact.employees?.kind === 'credit' ? [creditJoin(fact, fact.employees.order, shift)] : [];
  const compared = shift === undefined ? [] : [comparedJoin(fact, grain, moved(start, grain, shift))];
  return [...shares, ...compared, ...needed.map(lookupJoin)];
}

export function lookupJoin({ name, asset, on, key }: Lookup): string {
  const alias = asset.key.slice(asset.key.indexOf('.') + 1);
  return `LEFT JOIN ${alias} AS found_${name} ON found_${name}.\`${key}\` = fact.\`${on}\``;
}

function conditions(scan: Scan, grain: Grain, dialect: Dialect): readonly string[] {
  const { fact, shift, begunBy, measures } = scan;
  const period = periods[grain];
  const day = dialect.name(fact.date);
  const only = fact.only === undefined ? [] : [renderExpression(parseExpression(fact.only), dialect)];
  // A state is chosen before anything is asked of it: whatever else reads it, one KPI counts the same.
  const counted =
    fact.snapshot === undefined && measures.every(isConditional)
      ? [`(${[...new Set(measures.map(conditionSql))].map((each) => `(${each})`).join(' OR ')})`]
      : [];
  const begun =
    begunBy === undefined
      ? []
      : [`${period.start(day)} <= ${period.start(`(SELECT max(day) FROM (${knownSql(begunBy, shift)}))`)}`];
  return [...only, ...counted, ...begun, ...(shift === undefined ? [] : [likeForLike(day, grain, shift)])];
}

/** Moves the start of an earlier period to that of the one that is compared with it. */
function moved(start: string, grain: Grain, shift: Shift): string {
  return `addMonths(${start}, ${distanceOf(grain, shift)})`;
}

/** How far the period is known that a row is moved to; a period that has not begun is compared with nothing. */
function comparedJoin(fact: KpiFact, grain: Grain, to: string): string {
  return `INNER JOIN (
    SELECT ${periods[grain].start('month')} AS _begun, max(day) AS _known FROM (${knownSql(fact, undefined)}) GROUP BY _begun
) AS compared ON compared._begun = ${to}`;
}

/** Whole periods with whole ones; the running one with as many days of the earlier one. */
function likeForLike(day: string, grain: Grain, shift: Shift): string {
  const isOver = `compared._known = ${periods[grain].end('compared._begun')}`;
  return `(${isOver} OR ${day} <= addMonths(compared._known, -${distanceOf(grain, shift)}))`;
}

/** Of a state that is told again and again, one period counts one. */
interface OneState {
  readonly columns: readonly string[];
  readonly wheres: readonly string[];
  readonly around: (rows: string) => string;
}

function oneState({ snapshot, date }: KpiFact, grain: Grain): OneState {
  if (snapshot === undefined) return { columns: [], wheres: [], around: (rows) => rows };
  if (snapshot.kind === 'last') return lastOfPeriod(date, snapshot.of ?? []);
  const period = periods[grain];
  const [state, day] = [`fact.\`${snapshot.at}\``, `fact.\`${date}\``];
  return {
    columns: [`${state} AS _at`, `fact.\`${snapshot.of}\` AS _of`],
    wheres: [`${period.start(state)} = ${period.start(day)}`, `${state} >= toStartOfMonth(${day})`],
    around: (rows) =>
      grain === 'month' ? rows : `${rows}\nORDER BY _at DESC LIMIT 1 BY _period, _of, _employee`,
  };
}

function lastOfPeriod(date: string, of: readonly string[]): OneState {
  const things = of.map((_, place) => `_of${place}`);
  return {
    columns: [`fact.\`${date}\` AS _at`, ...of.map((name, place) => `fact.\`${name}\` AS ${things[place]}`)],
    wheres: [],
    around: (rows) =>
      `SELECT * FROM (SELECT *, max(_at) OVER (PARTITION BY ${['_period', ...things].join(', ')}) AS _newest FROM (\n${rows}\n)) WHERE _at = _newest`,
  };
}
