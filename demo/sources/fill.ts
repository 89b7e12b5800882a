import { setImmediate } from 'node:timers/promises';
import type { Client } from 'pg';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type CompanyOptions, defaultStart, generateCompany } from '../company/company.ts';
import { type DatabaseName, type TableName, tables } from '../company/tables.ts';
import {
  connect,
  createDatabases,
  createIndexes,
  createSchema,
  databaseNames,
  type Holdings,
  readHoldings,
  writeHoldings,
} from './databases.ts';
import { type RowStore, rowStore } from './row-store.ts';

export interface FillOptions {
  readonly postgresUrl: string;
  readonly seed: string;
  readonly until: string;
  readonly scale?: number | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

interface Target {
  readonly name: DatabaseName;
  readonly client: Client;
  readonly held: Holdings | undefined;
  readonly store: RowStore;
  writing: Promise<void>;
}

/**
 * Brings the three databases to `until`: each in one transaction together with the note of how far it reaches, so that a
 * kill leaves it at a whole day and the next call goes on from there. Returns what is held and the rows written by table.
 */
export async function fillDatabases(
  options: FillOptions,
): Promise<{ holdings: Holdings; changes: Record<string, number> }> {
  await createDatabases(options.postgresUrl);
  const targets = await Promise.all(databaseNames.map((name) => openTarget(options.postgresUrl, name)));
  try {
    const holdings = agreedHoldings(options, targets);
    await Promise.all(targets.map((target) => begin(target)));
    await play(options, holdings, targets);
    await Promise.all(targets.map((target) => finish(target, holdings)));
    return { holdings, changes: changesOf(targets) };
  } finally {
    await Promise.all(targets.map(({ client }) => client.end()));
  }
}

async function openTarget(postgresUrl: string, name: DatabaseName): Promise<Target> {
  const client = await connect(postgresUrl, name);
  const held = await readHoldings(client);
  return { name, client, held, store: rowStore(client, held === undefined), writing: Promise.resolve() };
}

/** What is there decides: a later `until` extends it, an earlier one leaves it. */
function agreedHoldings(options: FillOptions, targets: readonly Target[]): Holdings {
  const found = targets.flatMap(({ held }) => held ?? []);
  const known = found[0];
  const scale = options.scale ?? known?.scale ?? 1;
  if (known !== undefined && (known.seed !== options.seed || known.scale !== scale)) {
    throw new YardstickError('CONFIG_INVALID', 'The databases hold another sample company.', {
      subject: `seed "${known.seed}", scale ${known.scale}`,
      advice: 'Use its seed and scale, or drop the databases sample_erp, sample_crm and sample_social.',
    });
  }
  const until = [options.until, ...found.map((held) => held.until)].sort().at(-1) ?? options.until;
  return { seed: options.seed, start: known?.start ?? defaultStart(options.until), until, scale };
}

async function begin({ client, held, name }: Target): Promise<void> {
  await client.query('BEGIN');
  await client.query('SET LOCAL synchronous_commit = off');
  if (held === undefined) await createSchema(client, name);
}

/** The days are played once; each database takes the rows after the day it already reaches. */
async function play(options: FillOptions, holdings: Holdings, targets: readonly Target[]): Promise<void> {
  const behind = targets.filter(({ held }) => (held?.until ?? '') < holdings.until);
  if (behind.length === 0) return;
  const from = behind.map(({ held }) => held?.until ?? holdings.start).sort()[0] ?? holdings.start;
  const company: CompanyOptions = { ...holdings };
  const rowsAfter = behind.some(({ held }) => held === undefined) ? {} : { rowsAfter: from };
  for (const { date, rows } of generateCompany({ ...company, ...rowsAfter })) {
    const takers = new Map(
      behind.filter(({ held }) => (held?.until ?? '') < date).map((taker) => [taker.name, taker]),
    );
    for (const change of rows) takers.get(tables[change.table].database)?.store.add(change);
    for (const taker of takers.values()) await keepWriting(taker);
    // Writing is a conversation with the server, which stands still while days are played without a pause.
    await setImmediate();
    if (date.endsWith('-01')) options.onProgress?.(`playing ${date.slice(0, 7)}`);
  }
}

/** One write at a time and database; the generator goes on meanwhile. */
async function keepWriting(target: Target): Promise<void> {
  const next = target.writing.then(() => target.store.flushIfFull());
  const before = target.writing;
  target.writing = next;
  await before;
}

async function finish(target: Target, holdings: Holdings): Promise<void> {
  await target.writing;
  await target.store.flush();
  await writeHoldings(target.client, holdings);
  if (target.held === undefined) await createIndexes(target.client, target.name);
  await target.client.query('COMMIT');
}

function changesOf(targets: readonly Target[]): Record<string, number> {
  const written: [TableName, number][] = targets.flatMap(({ store }) => [...store.written]);
  return Object.fromEntries(written);
}
