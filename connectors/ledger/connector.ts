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
} from '../kit/connector.ts';
import { subjectOf } from '../kit/page-name.ts';
import { parseConfig } from '../kit/parse-config.ts';
import { textParam } from '../kit/progress.ts';
import { recordBodyOf } from '../kit/record-body.ts';
import { recordKey } from '../kit/record-key.ts';
import { ledgerConfig, wantedStreams } from './config.ts';
import { ledgerStreams } from './streams.ts';

const pageRows = 5000;

/**
 * Reads what people have decided in Yardstick like any other source: whole, and only when it has changed.
 *
 * @throws CONFIG_INVALID
 */
export function createLedgerConnector(input: unknown, context: ConnectorContext): Connector {
  const wanted = wantedStreams(parseConfig(ledgerConfig, input, `sources.${context.source}`));
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
    read: (slice, from) => pages(context, slice, from),
    control: async (stream) => ({ rows: String((await rowsOf(stream)).length), sums: {} }),
    close: async () => undefined,
  };
}

async function ownRows({ own, source }: ConnectorContext, stream: string): Promise<readonly OwnRow[]> {
  if (own !== undefined) return own(stream);
  throw new YardstickError('SOURCE_CONTRACT', 'This process has no ledger to read.', { subject: source });
}

async function* pages(
  context: ConnectorContext,
  slice: SliceSpec,
  from: Cursor | undefined,
): AsyncIterable<SourcePage> {
  const rows = await ownRows(context, slice.stream);
  const key = declared(slice.stream).primaryKey;
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

function declared(stream: string): StreamDeclaration {
  const found = ledgerStreams.find(({ name }) => name === stream);
  if (found !== undefined) return found;
  throw new YardstickError('SOURCE_CONTRACT', 'The ledger has no such stream.', { subject: stream });
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
