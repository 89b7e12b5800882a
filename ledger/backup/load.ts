import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { migrateTo } from '../migrate.ts';
import { openLedger } from '../open.ts';
import { type LedgerDump, quoted, type Sequences, withClient } from './dump.ts';

/** What a restored ledger says of a run that had not come to its end. */
const interrupted = 'It was under way when the backup was taken, and ends here. Run it again.';

/**
 * Fills an empty database with a dump: the tables as they were then, then their rows, all or nothing. Whatever held a lease is
 * gone, and runs that were under way have ended. The next start brings the tables to the shape of this version.
 * Errors: BACKUP_INVALID when a file holds another number of rows; those of `migrateTo`.
 */
export async function loadLedger(
  url: string,
  folder: string,
  dump: LedgerDump,
  sequences: Sequences,
): Promise<void> {
  const ledger = openLedger(url);
  try {
    await migrateTo(ledger, dump.migration);
  } finally {
    await ledger.close();
  }
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    // Rows come table by table: keys between tables, and what only lets rows be appended, wait until all are there.
    await client.query('SET LOCAL session_replication_role = replica');
    for (const each of dump.tables) await copyIn(client, each, join(folder, each.file));
    for (const [name, last] of Object.entries(sequences))
      if (last !== null)
        await client.query('SELECT setval($1::regclass, $2)', [`ledger.${quoted(name)}`, last]);
    await client.query('UPDATE ledger.lease SET holder = NULL');
    await client.query(
      `UPDATE ledger.run SET status = 'failed', error = $1, finished_at = clock_timestamp() WHERE finished_at IS NULL`,
      [interrupted],
    );
    await client.query('COMMIT');
  });
}

async function copyIn(
  client: Client,
  { table, columns, rows }: LedgerDump['tables'][number],
  file: string,
): Promise<void> {
  // A migration may have filled a table of its own.
  await client.query(`DELETE FROM ledger.${quoted(table)}`);
  const list = columns.map(quoted).join(', ');
  const copy = client.query(copyFrom(`COPY ledger.${quoted(table)} (${list}) FROM STDIN`));
  await pipeline(createReadStream(file), copy);
  if (copy.rowCount === rows) return;
  throw new YardstickError('BACKUP_INVALID', `${copy.rowCount} of ${rows} rows were there to be read.`, {
    subject: file,
  });
}
