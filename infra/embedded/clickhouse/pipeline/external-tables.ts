import type { EngineSession } from '../engine/session.ts';
import { ServerError } from '../server-error.ts';
import { tokens } from '../sql/lexer.ts';
import { quotedIdentifier, stringLiteral } from '../sql/literals.ts';
import { notAColumn } from '../sql/structure-text.ts';
import { formatName } from './query-options.ts';

/** A file sent along with a query, which names it as a table. */
export interface ExternalTable {
  readonly name: string;
  readonly path: string;
  readonly format: string;
  /** `name Type, …` */
  readonly structure: string;
}

/** Takes `<name>_format`, `_structure` and `_types` out of the parameters. Throws ServerError when columns are not told. */
export function externalTable(name: string, path: string, parameters: URLSearchParams): ExternalTable {
  if (!/^\w+$/.test(name))
    throw new ServerError(36, 'BAD_ARGUMENTS', `Invalid name of an external table: ${name}`);
  const take = (suffix: string) => {
    const value = parameters.get(`${name}_${suffix}`);
    parameters.delete(`${name}_${suffix}`);
    return value ?? undefined;
  };
  const types = take('types');
  const structure = take('structure') ?? (types === undefined ? undefined : numbered(types));
  const format = formatName(take('format') ?? 'TabSeparated');
  if (structure !== undefined) return { name, path, format, structure: columnsOnly(name, structure) };
  throw new ServerError(
    36,
    'BAD_ARGUMENTS',
    `Neither structure nor types of the external table ${name} are given: send ${name}_structure or ${name}_types`,
  );
}

/** Makes the files temporary tables of the session. The engine's own rights are needed for it, so before any role is set. */
export async function attachTables(session: EngineSession, tables: readonly ExternalTable[]): Promise<void> {
  for (const { name, path, format, structure } of tables) {
    const file = `file(${[path, format, structure, 'none'].map(stringLiteral).join(', ')})`;
    await session.run(`CREATE OR REPLACE TEMPORARY TABLE ${quotedIdentifier(name)} AS SELECT * FROM ${file}`);
  }
}

/** Takes the tables away again from a session that lives on. */
export async function detachTables(session: EngineSession, tables: readonly ExternalTable[]): Promise<void> {
  for (const { name } of tables)
    await session.run(`DROP TEMPORARY TABLE IF EXISTS ${quotedIdentifier(name)}`);
}

/** An expression in a structure would be evaluated before the rights of the user are in force; comments are left out. */
function columnsOnly(name: string, structure: string): string {
  const other = notAColumn(structure);
  if (other === undefined) return [...tokens(structure)].map(({ text }) => text).join(' ');
  throw new ServerError(
    36,
    'BAD_ARGUMENTS',
    `The structure of the external table ${name} may hold names and types only, not ${other.text}`,
  );
}

/** Columns without names are `_1`, `_2`, … */
function numbered(types: string): string {
  return splitTypes(types)
    .map((type, index) => `_${index + 1} ${type}`)
    .join(', ');
}

/** At the commas outside brackets. */
function splitTypes(types: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of types) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
