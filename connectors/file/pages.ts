import type { Cursor, SliceSpec, SourcePage, SourceRecord } from '../kit/connector.ts';
import { textParam } from '../kit/progress.ts';
import { type Reading, replaced, rowsOf } from './reading.ts';
import { recordOf } from './record.ts';

/**
 * The rows of all files as pages of at most so many rows and bytes. The cursor is a place: which file, and where its last row ended.
 *
 * @throws SOURCE_CONTRACT when the files are no more those of the slice
 */
export async function* pagesOf(
  reading: Reading,
  slice: SliceSpec,
  from: Cursor | undefined,
): AsyncIterable<SourcePage> {
  if (textParam(slice, 'sha256') !== reading.sha256) throw replaced(reading.subject);
  const { pageRows, pageBytes } = reading.settings;
  let records: SourceRecord[] = [];
  let bytes = 0;
  let next: Cursor = from ?? {};
  for (const [at, each] of reading.files.entries()) {
    if (at < numberIn(from, 'file')) continue;
    for await (const row of rowsOf(reading, each, placeIn(from, at))) {
      if (records.length > 0 && (records.length >= pageRows || bytes >= pageBytes)) {
        yield { records, next, done: false };
        [records, bytes] = [[], 0];
      }
      const record = recordOf(row, each.file, each.header, reading.settings);
      records.push(record);
      bytes += record.body.length;
      next = { file: at, ...row.end };
    }
  }
  yield { records, next, done: true };
}

/** Where to go on in a file; undefined: at its first row. */
function placeIn(from: Cursor | undefined, file: number) {
  if (from === undefined || numberIn(from, 'file') !== file || from.offset === undefined) return undefined;
  return { offset: numberIn(from, 'offset'), line: numberIn(from, 'line') };
}

function numberIn(from: Cursor | undefined, name: string): number {
  const value = from?.[name];
  return typeof value === 'number' ? value : 0;
}
