import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringLiteral } from '../sql/literals.ts';
import { tableName } from './buffers.ts';
import type { Engine } from './engine.ts';

export interface CarryOptions {
  readonly engine: Pick<Engine, 'rows' | 'root'>;
  /** A folder that the engine may back up to. */
  readonly folder: string;
  /** Throws when there is no space for so many bytes. */
  readonly assertSpace: (bytes: number) => Promise<void>;
}

/** Rows on disk while the engine is closed. */
export interface CarriedRows {
  /** Puts them back into their tables. Throws ServerError; then the folder named in `path` stays. */
  putBack(): Promise<void>;
  readonly path: string;
}

const filledSql = `SELECT database, name, total_bytes, startsWith(name, '.inner') AS ofView FROM system.tables
WHERE engine = 'Memory' AND NOT is_temporary AND total_rows > 0 AND database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA')`;

/** Writes the rows of Memory tables to disk, which the engine drops when it closes its folder. Nobody may write meanwhile. Throws ServerError. */
export async function carryMemoryTables({ engine, folder, assertSpace }: CarryOptions): Promise<CarriedRows> {
  const path = join(folder, `carried-${randomUUID()}`);
  const filled = await engine.rows(filledSql);
  if (filled.length === 0) return { path, putBack: async () => undefined };
  await assertSpace(filled.reduce((sum, [, , bytes]) => sum + Number(bytes), 0));
  const names = (ofView: boolean) => filled.filter((row) => Boolean(row[3]) === ofView).map(tableName);
  const ways = [byBackup(engine, join(path, 'tables'), names(false)), byFiles(engine, path, names(true))];
  const drop = () => rm(path, { recursive: true, force: true });
  try {
    await mkdir(path, { mode: 0o700 });
    for (const way of ways) await way.save();
  } catch (caught) {
    await drop();
    throw caught;
  }
  const putBack = async () => {
    for (const way of ways) await way.putBack();
    await drop();
  };
  return { path, putBack };
}

/** An INSERT would draw materialized columns again and feed the views behind the tables a second time; a backup does neither. */
function byBackup(engine: Pick<Engine, 'rows'>, path: string, names: readonly string[]) {
  const tables = names.map((name) => `TABLE ${name}`).join(', ');
  const run = async (sql: string) => (names.length === 0 ? [] : engine.rows(sql));
  return {
    save: () => run(`BACKUP ${tables} TO File(${stringLiteral(path)})`),
    putBack: () => run(`RESTORE ${tables} FROM File(${stringLiteral(path)})`),
  };
}

/** BACKUP does not find the tables that hold the rows of materialized views. No view is fed by them directly. */
function byFiles(engine: Pick<Engine, 'rows' | 'root'>, folder: string, names: readonly string[]) {
  const file = (index: number) => stringLiteral(join(folder, `${index}.native`));
  return {
    save: async () => {
      for (const [index, name] of names.entries())
        await engine.rows(
          `SELECT * FROM ${name} INTO OUTFILE ${file(index)} COMPRESSION 'none' FORMAT Native`,
        );
    },
    putBack: async () => {
      for (const [index, name] of names.entries())
        await engine.root.insert(
          `INSERT INTO ${name} FROM INFILE ${file(index)} COMPRESSION 'none' FORMAT Native`,
        );
    },
  };
}
