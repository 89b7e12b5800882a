import { YardstickError } from '../../errors/yardstick-error.ts';
import type { FileStream } from './config.ts';
import type { InspectedFile } from './inspect-file.ts';
import { type ParsedRow, parseRows, type RowPlace } from './parse-rows.ts';
import { decoded, plain } from './text.ts';

/** What the values of a row are called, from left to right, and where the rows begin. */
export interface Header {
  /** Field of each value; undefined for a column without a name, which is not kept. */
  readonly fields: readonly (string | undefined)[];
  readonly rows: RowPlace;
}

/**
 * The columns of a file, held against the fields that the stream declares.
 *
 * @throws SOURCE_CONTRACT naming the columns that are missing or there twice, and those the file has
 */
export async function readHeader(
  file: InspectedFile,
  settings: FileStream,
  subject: string,
): Promise<Header> {
  const rows = { offset: file.start, line: 0 };
  if (settings.columns !== undefined)
    return { fields: fieldsOf(settings.columns.map(plain), file, settings, subject), rows };
  const first = await firstRow(file, settings, subject);
  if (first === undefined)
    throw broken(`${file.name} is empty; it has not even a line that names its columns.`, subject);
  const names = first.values.map((value) => plain(decoded(value, file.encoding) ?? ''));
  return { fields: fieldsOf(names, file, settings, subject), rows: first.end };
}

async function firstRow(
  file: InspectedFile,
  settings: FileStream,
  subject: string,
): Promise<ParsedRow | undefined> {
  for await (const row of parseRows(file, settings, subject)) return row;
  return undefined;
}

function fieldsOf(
  names: readonly string[],
  file: InspectedFile,
  settings: FileStream,
  subject: string,
): Header['fields'] {
  const declared = Object.entries(settings.fields).map(
    ([field, told]) => [plain(typeof told === 'string' ? field : told.column), field] as const,
  );
  const fieldOf = new Map(declared);
  const needed = new Set([...fieldOf.keys(), ...keyColumns(settings)]);
  const missing = [...needed].filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw broken(
      `${file.name} has no column ${missing.join(', ')}; its columns are ${names.filter(Boolean).join(', ')}.`,
      subject,
    );
  const own = new Set(Object.keys(settings.fields));
  // A column that no field stands for and that is called like one would be taken for it.
  const fields = names.map(
    (name) => fieldOf.get(name) ?? (own.has(name) || !isName(name) ? undefined : name),
  );
  const twice = fields.find((field, at) => field !== undefined && fields.indexOf(field) !== at);
  if (twice !== undefined) throw broken(`${file.name} has the column ${twice} twice.`, subject);
  return fields;
}

/** Columns of the key that are no declared fields, and so are called in the file as in the key. */
function keyColumns({ primaryKey = [], fields }: FileStream): readonly string[] {
  return primaryKey.filter((field) => fields[field] === undefined);
}

function isName(name: string): boolean {
  return name !== '' && !name.startsWith('_');
}

function broken(happened: string, subject: string): YardstickError {
  return new YardstickError('SOURCE_CONTRACT', happened, {
    subject,
    advice:
      'Mend the file, or adapt `fields`, `delimiter` or `encoding` of the stream in yardstick.yaml; what was read of it stays.',
  });
}
