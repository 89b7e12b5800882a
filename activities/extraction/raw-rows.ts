import { createHash } from 'node:crypto';
import type { SourceRecord } from '../../connectors/kit/connector.ts';
import type { RawRow } from '../../warehouse/raw.ts';

/** Hash by which a re-read row is known to be unchanged: 32 hexadecimal digits of SHA-256. */
export function hashOf(record: SourceRecord): string {
  return createHash('sha256')
    .update(record.deleted ? 'deleted' : 'living')
    .update(record.body)
    .digest('hex')
    .slice(0, 32);
}

/** Records of a source page as rows of the raw table. */
export function rawRows(page: string, records: readonly SourceRecord[]): RawRow[] {
  return records.map((record, row) => ({
    _page: page,
    _row: row,
    _key: record.key,
    _updated_at: record.updatedAt === undefined ? null : clickhouseInstant(record.updatedAt),
    _deleted: record.deleted,
    _hash: hashOf(record),
    record: record.body,
  }));
}

/** What the ledger remembers of a page's content. */
export function pageDigest(rows: readonly RawRow[]): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(row._key).update('\u001f').update(row._hash).update('\n');
  return hash.digest('hex');
}

/** `2026-03-01T08:05:58.123456Z` as ClickHouse reads it. */
export function clickhouseInstant(iso: string): string {
  return iso.replace('T', ' ').replace(/Z$|\+00:?00$/, '');
}
