import { sql } from 'kysely';
import type { PageRecord } from './page.ts';
import type { LedgerDb } from './schema.ts';

/** Pages of a stream that count, oldest first. */
export async function committedPages(
  db: LedgerDb,
  source: string,
  stream: string,
): Promise<readonly PageRecord[]> {
  return db
    .selectFrom('page')
    .selectAll()
    .where('source', '=', source)
    .where('stream', '=', stream)
    .where('state', '=', 'committed')
    .orderBy('position')
    .execute();
}

/**
 * Those of them that the warehouse must know, oldest first: pages with rows, and every page of a complete reading, whose
 * keys have been met even where no row was new.
 */
export async function pagesToMirror(
  db: LedgerDb,
  source: string,
  stream: string,
): Promise<readonly PageRecord[]> {
  return mirroredPages(db)
    .selectAll('page')
    .where('source', '=', source)
    .where('stream', '=', stream)
    .orderBy('position')
    .execute();
}

/** How many pages the warehouse must know, by `source.stream`. */
export async function mirrorCounts(db: LedgerDb): Promise<ReadonlyMap<string, number>> {
  const rows = await mirroredPages(db)
    .select(({ fn }) => ['source', 'stream', fn.countAll<number>().as('pages')])
    .groupBy(['source', 'stream'])
    .execute();
  return new Map(rows.map(({ source, stream, pages }) => [`${source}.${stream}`, Number(pages)]));
}

function mirroredPages(db: LedgerDb) {
  return db
    .selectFrom('page')
    .where('state', '=', 'committed')
    .where((eb) =>
      eb.or([
        eb('rows', '>', 0),
        eb.exists(
          eb
            .selectFrom('slice')
            .select('slice.number')
            .whereRef('slice.source', '=', 'page.source')
            .whereRef('slice.stream', '=', 'page.stream')
            .whereRef('slice.slice', '=', 'page.slice')
            .where(sql<boolean>`slice.spec ->> 'complete' = 'true'`),
        ),
      ]),
    );
}

export interface CountedPages {
  /** Tells one set of pages from every other: positions only grow, so nothing can be taken out and put in unnoticed. */
  readonly fingerprint: string;
  readonly rows: number;
}

/** The committed pages of a stream that have rows, told by their number, their rows and the newest one's position. */
export async function countedPages(db: LedgerDb, source: string, stream: string): Promise<CountedPages> {
  const { newest, pages, rows } = await db
    .selectFrom('page')
    .select(({ fn }) => [
      fn.coalesce(fn.max('position'), sql<number>`0`).as('newest'),
      fn.countAll<number>().as('pages'),
      fn.coalesce(fn.sum<number>('rows'), sql<number>`0`).as('rows'),
    ])
    .where('source', '=', source)
    .where('stream', '=', stream)
    .where('state', '=', 'committed')
    .where('rows', '>', 0)
    .executeTakeFirstOrThrow();
  return { fingerprint: `${newest}/${pages}/${rows}`, rows: Number(rows) };
}

/**
 * Position of the newest page with rows of every stream that was ever read, by `source.stream`: an empty page
 * changes nothing that is staged.
 */
export async function streamPositions(db: LedgerDb): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('page')
    .select((eb) => ['source', 'stream', eb.fn.max('position').as('position')])
    .where('state', '<>', 'withdrawn')
    .where('rows', '>', 0)
    .groupBy(['source', 'stream'])
    .execute();
  return new Map(rows.map(({ source, stream, position }) => [`${source}.${stream}`, position]));
}

export interface ReadSoFar {
  readonly source: string;
  readonly stream: string;
  readonly pages: number;
  readonly rows: number;
}

/** What a run has committed of each stream up to now. */
export async function readByRun(db: LedgerDb, runId: string): Promise<readonly ReadSoFar[]> {
  const found = await db
    .selectFrom('page')
    .where('runId', '=', runId)
    .select((eb) => [
      'source',
      'stream',
      eb.fn.countAll<number>().as('pages'),
      eb.fn.sum<number>('rows').as('rows'),
    ])
    .groupBy(['source', 'stream'])
    .execute();
  return found.map(({ pages, rows, ...name }) => ({ ...name, pages: Number(pages), rows: Number(rows) }));
}
