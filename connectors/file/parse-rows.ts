import { createReadStream } from 'node:fs';
import { type CsvError, parse } from 'csv-parse';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { FileStream } from './config.ts';
import type { InspectedFile } from './inspect-file.ts';

/** One row of a file, its values still as bytes. */
export interface ParsedRow {
  readonly values: readonly Buffer[];
  readonly end: RowPlace;
}

/** Where a row ends, and the next one begins. */
export interface RowPlace {
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  /** Line of the file, from 1; 0 before the first. */
  readonly line: number;
}

export type RowForm = Pick<FileStream, 'delimiter' | 'quote'>;

/** A row longer than this is a quote that was never closed. */
const longestRow = 1024 * 1024;

/**
 * The rows of a file one after the other, in constant memory. Lines without any value are no rows. Values stay bytes: in UTF-8 and in
 * GB18030 no byte of a character can be taken for a comma, a quote or the end of a line, and a place in the file is known to the byte.
 *
 * @throws SOURCE_CONTRACT when a quote is not closed
 */
export async function* parseRows(
  file: InspectedFile,
  { delimiter, quote }: RowForm,
  subject: string,
  from: RowPlace = { offset: file.start, line: 0 },
): AsyncIterable<ParsedRow> {
  // Where the rows end that the parser has taken apart and not handed out yet; its own `info` option costs as much as the parsing.
  const ends: RowPlace[] = [];
  let line = from.line;
  const bytes = createReadStream(file.path, { start: from.offset });
  const parser = parse({
    ...{ encoding: null, delimiter, quote, escape: quote, max_record_size: longestRow },
    ...{ record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true },
    ...{ skip_empty_lines: true, skip_records_with_empty_values: true },
    on_record: (row, place) => {
      line = from.line + place.lines;
      ends.push({ offset: from.offset + place.bytes, line });
      return row;
    },
  });
  bytes.on('error', (problem) => parser.destroy(problem));
  bytes.pipe(parser);
  try {
    for await (const values of parser) yield { values, end: ends.shift() ?? from };
  } catch (cause) {
    throw isUnclosedQuote(cause) ? unclosedQuote(file, line, subject, cause) : cause;
  } finally {
    bytes.destroy();
    parser.destroy();
  }
}

function isUnclosedQuote(caught: unknown): caught is CsvError {
  return (
    caught instanceof Error &&
    'code' in caught &&
    (caught.code === 'CSV_QUOTE_NOT_CLOSED' || caught.code === 'CSV_MAX_RECORD_SIZE')
  );
}

function unclosedQuote({ name }: InspectedFile, line: number, subject: string, cause: Error): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', `${name}: a quote after line ${line} is not closed.`, {
    subject,
    advice: 'Close it in the file, or say in `quote` which sign the file quotes with; then run again.',
    cause,
  });
}
