import { YardstickError } from '../../errors/yardstick-error.ts';
import type { FieldType, StreamDeclaration } from '../kit/connector.ts';
import { subjectOf } from '../kit/page-name.ts';
import { cursorTypes, derivedType, fits } from './column-types.ts';
import type { SqlConfig, SqlCursor, SqlStream } from './config.ts';
import { type TableColumn, type TableColumns, type TableName, tableOf } from './table.ts';

export interface PlannedCursor extends SqlCursor {
  readonly column: TableColumn;
  readonly zone: string;
}

/** A stream checked against the table as it is now. */
export interface StreamPlan {
  readonly name: string;
  readonly table: TableName;
  readonly settings: SqlStream;
  readonly primaryKey: readonly TableColumn[];
  /** Undefined: read in full by primary key. */
  readonly cursor: PlannedCursor | undefined;
  /** Selected columns in table order, with the types they are read as. */
  readonly columns: readonly { readonly column: TableColumn; readonly type: FieldType }[];
  readonly softDelete: TableColumn | undefined;
  readonly zone: string;
}

/**
 * Compares a stream's declaration with its table.
 *
 * @throws SOURCE_CONTRACT naming the column that is missing or of another type
 */
export function planStream(source: string, name: string, config: SqlConfig, table: TableColumns): StreamPlan {
  const settings = streamSettings(source, name, config);
  const subject = subjectOf({ source, stream: name });
  if (table.size === 0) {
    const { schema, table: called } = tableOf(settings, config);
    throw contract(subject, `The table ${schema}.${called} does not exist or is hidden from this user.`);
  }
  const column = (field: string) =>
    table.get(field) ?? fail(subject, `The column ${field} is missing from ${settings.table}.`);
  const zone = settings.cursor?.zone ?? config.zone;
  const plan: StreamPlan = {
    name,
    table: tableOf(settings, config),
    settings,
    primaryKey: settings.primaryKey.map(column),
    cursor: plannedCursor(settings, zone, column, subject),
    columns: selectedColumns(settings, table, column, subject),
    softDelete: settings.softDelete === undefined ? undefined : column(settings.softDelete),
    zone,
  };
  for (const field of settings.control?.sums ?? []) column(field);
  return plan;
}

export function streamSettings(source: string, name: string, config: SqlConfig): SqlStream {
  return (
    config.streams[name] ??
    fail(subjectOf({ source, stream: name }), 'The source has no stream of this name.')
  );
}

function plannedCursor(
  settings: SqlStream,
  zone: string,
  column: (field: string) => TableColumn,
  subject: string,
): PlannedCursor | undefined {
  const { cursor } = settings;
  if (cursor === undefined || settings.refresh === 'full') return undefined;
  const found = column(cursor.field);
  const types: readonly string[] = cursorTypes[cursor.type];
  if (!types.includes(found.dataType))
    throw contract(subject, `The cursor ${cursor.field} is ${found.dataType}, declared as ${cursor.type}.`);
  return { ...cursor, zone, column: found };
}

function selectedColumns(
  settings: SqlStream,
  table: TableColumns,
  column: (field: string) => TableColumn,
  subject: string,
): StreamPlan['columns'] {
  const needed = [...settings.primaryKey, ...(settings.cursor === undefined ? [] : [settings.cursor.field])];
  const visible = [...table.values()]
    .filter(({ dataType }) => dataType !== 'bytea')
    .map((known) => known.name);
  const wanted = new Set([
    ...(settings.columns ?? visible),
    ...Object.keys(settings.fields ?? {}),
    ...needed,
  ]);
  for (const field of wanted) column(field);
  return [...table.values()]
    .filter((known) => wanted.has(known.name))
    .map((known) => ({ column: known, type: typeOf(known, settings, subject) }));
}

function typeOf(column: TableColumn, settings: SqlStream, subject: string): FieldType {
  const declared = settings.fields?.[column.name];
  if (declared === undefined) return derivedType(column.dataType);
  if (!fits(declared, column.dataType))
    throw contract(subject, `The column ${column.name} is ${column.dataType}, declared as ${declared}.`);
  return declared;
}

/** What the rest of the product sees: declared field types, else those the table shows. */
export function declarationOf(plan: StreamPlan): StreamDeclaration {
  const declared = plan.settings.fields;
  const derived = Object.fromEntries(plan.columns.map(({ column, type }) => [column.name, type]));
  return { ...declarationFrom(plan.name, plan.settings), fields: declared ?? derived };
}

/** The declaration as far as the configuration alone can tell; stands in while the table cannot be read. */
export function declarationFrom(name: string, settings: SqlStream): StreamDeclaration {
  const cursor = settings.refresh === 'full' ? undefined : settings.cursor?.field;
  const sweepOrNone = cursor === undefined ? 'sweep' : 'none';
  return {
    name,
    primaryKey: settings.primaryKey,
    cursor,
    deleteMode: settings.softDelete === undefined ? sweepOrNone : 'flag',
    fields: settings.fields ?? {},
  };
}

function contract(subject: string, happened: string): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', happened, { subject });
}

function fail(subject: string, happened: string): never {
  throw contract(subject, happened);
}
