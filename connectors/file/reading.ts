import { createHash } from 'node:crypto';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { subjectOf } from '../kit/page-name.ts';
import type { FileConfig, FileStream } from './config.ts';
import { findFiles } from './find-files.ts';
import { type Header, readHeader } from './header.ts';
import { type InspectedFile, inspectFile, stampOf } from './inspect-file.ts';
import { type ParsedRow, parseRows, type RowPlace } from './parse-rows.ts';
import { unreadable } from './unreadable.ts';

/** A stream's files as they are now, each with its columns. */
export interface Reading {
  readonly files: readonly { readonly file: InspectedFile; readonly header: Header }[];
  /** Of all bytes and of how they are read: two equal ones give the same rows. */
  readonly sha256: string;
  readonly settings: FileStream;
  readonly subject: string;
}

/**
 * Looks at every file of a stream.
 *
 * @throws SOURCE_CONTRACT when a file or a column is missing or a file cannot be read
 */
export async function lookAt(source: string, stream: string, config: FileConfig): Promise<Reading> {
  const subject = subjectOf({ source, stream });
  const settings = config.streams[stream];
  if (settings === undefined)
    throw new YardstickError('SOURCE_CONTRACT', 'The source has no stream of this name.', { subject });
  const found = await findFiles({ folder: config.folder, files: settings.files, subject });
  const files: Reading['files'][number][] = [];
  for (const each of found) {
    try {
      const file = await inspectFile(each, settings.encoding);
      files.push({ file, header: await readHeader(file, settings, subject) });
    } catch (cause) {
      throw unreadable(cause, each.name, subject);
    }
  }
  return { files, sha256: digestOf(files, settings), settings, subject };
}

/**
 * The rows of one of the files, from its first or from a place on.
 *
 * @throws SOURCE_CONTRACT when the file is written to meanwhile, or is gone
 */
export async function* rowsOf(
  { settings, subject }: Reading,
  { file, header }: Reading['files'][number],
  from: RowPlace = header.rows,
): AsyncIterable<ParsedRow> {
  try {
    yield* parseRows(file, settings, subject, from);
    if ((await stampOf(file)) !== file.stamp) throw replaced(subject);
  } catch (cause) {
    throw unreadable(cause, file.name, subject);
  }
}

export function replaced(subject: string): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', 'The files were replaced while they were being read.', {
    subject,
    advice:
      'Run again: the new ones are read from their beginning. Better move a finished file into the folder than write it there.',
  });
}

/** Raised when the same bytes give other rows than before, so that files are read once more. */
const rowsRevision = 2;

function digestOf(files: Reading['files'], settings: FileStream): string {
  const { primaryKey, fields, columns, delimiter, quote } = settings;
  const told = files.map(({ file: { name, sha256, encoding } }) => [name, sha256, encoding]);
  const form = [rowsRevision, primaryKey, fields, columns, delimiter, quote];
  return createHash('sha256')
    .update(JSON.stringify([told, form]))
    .digest('hex');
}
