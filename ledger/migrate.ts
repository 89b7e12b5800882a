import { Migrator, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { migrations } from './migrations/all.ts';
import type { Ledger } from './open.ts';
import type { LedgerDb } from './schema.ts';

/**
 * Brings the ledger to this version's schema; safe to call from several processes at once, and a no-op when
 * nothing is missing. Returns the names of the migrations applied.
 * Errors: LEDGER_UNREACHABLE, LEDGER_REFUSED, LEDGER_NEWER, LEDGER_MIGRATION.
 */
export async function migrate(ledger: Ledger): Promise<readonly string[]> {
  await refuseNewer(await appliedMigrations(ledger.db));
  const { error, results } = await migratorOf(ledger.db).migrateToLatest();
  if (error !== undefined)
    throw failedMigration(
      error,
      results?.find((it) => it.status === 'Error'),
    );
  return (results ?? []).map((it) => it.migrationName);
}

/**
 * Brings an empty ledger to the schema it had after a migration, so that rows of that time fit.
 * Errors: LEDGER_UNREACHABLE, LEDGER_REFUSED, LEDGER_NEWER, LEDGER_MIGRATION.
 */
export async function migrateTo(ledger: Ledger, name: string): Promise<void> {
  refuseNewer([...(await appliedMigrations(ledger.db)), name]);
  const { error, results } = await migratorOf(ledger.db).migrateTo(name);
  if (error !== undefined)
    throw failedMigration(
      error,
      results?.find((it) => it.status === 'Error'),
    );
}

function migratorOf(db: LedgerDb): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: 'ledger',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
}

async function appliedMigrations(db: LedgerDb): Promise<readonly string[]> {
  try {
    const table = await sql<{
      found: string | null;
    }>`SELECT to_regclass('ledger.migration')::text AS found`.execute(db);
    if (table.rows[0]?.found == null) return [];
    const applied = await sql<{ name: string }>`SELECT name FROM ledger.migration`.execute(db);
    return applied.rows.map((row) => row.name);
  } catch (caught) {
    throw connectionError(caught);
  }
}

function refuseNewer(applied: readonly string[]): void {
  const unknown = applied.filter((name) => !(name in migrations)).sort();
  if (unknown.length === 0) return;
  throw new YardstickError(
    'LEDGER_NEWER',
    `The ledger holds migrations this version does not know: ${unknown.join(', ')}.`,
  );
}

/** PostgreSQL's classes 28 (authorization) and 3D (no such database) need a person; the rest may pass by itself. */
function connectionError(caught: unknown): YardstickError {
  const code = pgCode(caught);
  const text = caught instanceof Error && caught.message !== '' ? caught.message : (code ?? String(caught));
  if (code?.startsWith('28') || code?.startsWith('3D')) {
    return new YardstickError('LEDGER_REFUSED', `PostgreSQL refused the connection: ${text}.`, {
      cause: caught,
    });
  }
  return new YardstickError('LEDGER_UNREACHABLE', `PostgreSQL does not answer: ${text}.`, { cause: caught });
}

function failedMigration(
  error: unknown,
  failed: { readonly migrationName: string } | undefined,
): YardstickError {
  const name = failed === undefined ? 'A migration' : `Migration ${failed.migrationName}`;
  const text = error instanceof Error ? error.message : String(error);
  return new YardstickError('LEDGER_MIGRATION', `${name} of the ledger failed: ${text}.`, { cause: error });
}

function pgCode(caught: unknown): string | undefined {
  if (typeof caught !== 'object' || caught === null || !('code' in caught)) return undefined;
  return typeof caught.code === 'string' ? caught.code : undefined;
}
