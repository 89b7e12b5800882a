import { createHash } from 'node:crypto';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  Connector,
  ConnectorContext,
  Cursor,
  OwnRow,
  SliceSpec,
  SourcePage,
  SourceRecord,
  StreamDeclaration,
} from './connector.ts';
import { subjectOf } from './page-name.ts';
import { textParam } from './progress.ts';
import { recordBodyOf } from './record-body.ts';
import { recordKey } from './record-key.ts';

const pageRows = 5000;

/** Reads what Yardstick itself keeps like any other source: each stream whole, and only when it has changed. */
export function createOwnConnector(
  wanted: readonly StreamDeclaration[],
  context: ConnectorContext,
): Connector {
  const rowsOf = (stream: string) => ownRows(context, stream);
  return {
    streams: wanted,
    check: async () => ({ ok: true, streams: wanted.map(({ name }) => ({ stream: name, ok: true })) }),
    discover: async () => wanted.map(({ name, fields }) => ({ name, fields })),
    slices: async (stream, progress) => {
      const sha256 = hashOf(await rowsOf(stream));
      const newest = progress.slices.at(-1);
      const isKnown = newest !== undefined && textParam(newest.slice, 'sha256') === sha256;
      if (isKnown) return newest.state === 'open' ? [newest.slice] : [];
      const id = `full-${sha256.slice(0, 12)}@${context.now().toISOString()}`;
      return [{ stream, id, params: { sha256 }, complete: true }];
    },
    read: (slice, from) => pages(wanted, context, slice, from),
    control: async (stream) => ({ rows: String((await rowsOf(stream)).length), sums: {} }),
    close: async () => undefined,
  };
}

async function ownRows({ own, source }: ConnectorContext, stream: string): Promise<readonly OwnRow[]> {
  if (own !== undefined) return own(stream);
  throw new YardstickError('SOURCE_CONTRACT', 'This process has no rows of its own to read.', {
    subject: source,
  });
}

async function* pages(
  wanted: readonly StreamDeclaration[],
  context: ConnectorContext,
  slice: SliceSpec,
  from: Cursor | undefined,
): AsyncIterable<SourcePage> {
  const rows = await ownRows(context, slice.stream);
  const key = keyOf(wanted, slice.stream);
  if (hashOf(rows) !== textParam(slice, 'sha256'))
    throw new YardstickError('SOURCE_CONTRACT', 'It was changed while it was being read.', {
      subject: subjectOf({ source: context.source, stream: slice.stream, page: slice.id }),
      advice: 'Run again: it is read from its beginning.',
    });
  let row = typeof from?.row === 'number' ? from.row : 0;
  for (let done = false; !done; ) {
    const records = rows.slice(row, row + pageRows).map((each) => recordOf(key, each));
    row += records.length;
    done = row >= rows.length;
    yield { records, next: { row }, done };
  }
}

function keyOf(wanted: readonly StreamDeclaration[], stream: string): readonly string[] {
  const found = wanted.find(({ name }) => name === stream);
  if (found !== undefined) return found.primaryKey;
  throw new YardstickError('SOURCE_CONTRACT', 'There is no such stream.', { subject: stream });
}

function recordOf(key: readonly string[], row: OwnRow): SourceRecord {
  return {
    key: recordKey(key.map((field) => String(row[field]))),
    updatedAt: undefined,
    deleted: false,
    body: recordBodyOf(JSON.stringify(row)),
  };
}

function hashOf(rows: readonly OwnRow[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
