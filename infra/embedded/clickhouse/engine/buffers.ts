import { asServerError, ServerError } from '../server-error.ts';
import { quotedIdentifier } from '../sql/literals.ts';
import type { Engine } from './engine.ts';

const filledSql =
  "SELECT database, name FROM system.tables WHERE engine = 'Buffer' AND NOT is_temporary AND total_bytes > 0";

/**
 * Writes the rows of all Buffer tables into the tables behind them, as a server does at a graceful stop; the engine of this process
 * would drop them when it closes its folder. Throws ServerError naming the table, after the others were written.
 */
export async function flushBuffers(engine: Pick<Engine, 'rows'>): Promise<void> {
  // Behind a Buffer may stand another one, directly or through a view.
  for (let filled = await filledBuffers(engine); filled.length > 0; filled = await filledBuffers(engine)) {
    const failed: ServerError[] = [];
    for (const name of filled)
      await engine
        .rows(`OPTIMIZE TABLE ${name}`)
        .catch((caught: unknown) => failed.push(named(name, caught)));
    if (failed[0] !== undefined) throw failed[0];
  }
}

async function filledBuffers(engine: Pick<Engine, 'rows'>): Promise<string[]> {
  return (await engine.rows(filledSql)).map(tableName);
}

/** `database`.`table` of a row that begins with both. */
export function tableName([database, name]: readonly unknown[]): string {
  return `${quotedIdentifier(String(database))}.${quotedIdentifier(String(name))}`;
}

function named(name: string, caught: unknown): ServerError {
  const { code, type, message } = asServerError(caught);
  return new ServerError(code, type, `The rows of the Buffer table ${name} could not be written: ${message}`);
}
