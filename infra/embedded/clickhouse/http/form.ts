import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { type ExternalTable, externalTable } from '../pipeline/external-tables.ts';
import type { DiskGuard } from '../pipeline/guard-disk.ts';
import { ServerError } from '../server-error.ts';
import { spoolFile } from '../spool-file.ts';
import { refuseChanged } from './exact-address.ts';

/** A request whose parameters, and files to be queried as tables, come as `multipart/form-data`. */
export interface Form {
  /** Those of the address and the fields, without those that describe files. */
  readonly parameters: URLSearchParams;
  readonly tables: readonly ExternalTable[];
  /** Removes the files. */
  discard(): Promise<void>;
}

const limits = { fieldNameSize: 1_000, fieldSize: 64 * 1024 * 1024, fields: 10_000, files: 100 };

export function isForm(request: IncomingMessage): boolean {
  return request.method === 'POST' && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
}

/** Where the files of a form go. */
export interface FormPlace {
  readonly spool: string;
  readonly disk: DiskGuard;
}

/** Reads a form; files go to the folder. Throws ServerError when it is malformed or too large, or the disk too full. */
export async function readForm(
  request: IncomingMessage,
  body: Readable,
  address: URLSearchParams,
  place: FormPlace,
): Promise<Form> {
  const parts = await readParts(request, body, place);
  const discard = async () => {
    await Promise.all(parts.files.map(({ path }) => rm(path, { force: true })));
  };
  try {
    const parameters = merged(address, parts.fields);
    const tables = parts.files.map(({ name, path }) => externalTable(name, path, parameters));
    return { parameters, tables, discard };
  } catch (caught) {
    await discard();
    throw caught;
  }
}

interface Parts {
  readonly fields: [string, string][];
  readonly files: { readonly name: string; readonly path: string }[];
}

async function readParts(request: IncomingMessage, body: Readable, place: FormPlace): Promise<Parts> {
  const parts: Parts = { fields: [], files: [] };
  const writing: Promise<void>[] = [];
  // A parser that is cut off leaves the streams of its files open.
  const broken = new AbortController();
  let excess: string | undefined;
  let unwritable: unknown;
  const parser = createParser(request);
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) excess = `the field ${name.slice(0, 100)} is too long`;
    else parts.fields.push([name, value]);
  });
  parser.on('file', (name, stream) => {
    const path = join(place.spool, `form-${randomUUID()}`);
    parts.files.push({ name, path });
    const written = save(stream, path, place.disk, broken.signal).catch((caught: unknown) => {
      unwritable ??= caught;
    });
    writing.push(written);
  });
  for (const event of ['fieldsLimit', 'filesLimit'] as const)
    parser.on(event, () => {
      excess = 'it has too many parts';
    });
  try {
    await pipeline(body, parser);
    await Promise.all(writing);
    if (unwritable !== undefined) throw unwritable;
    if (excess !== undefined) throw new Error(excess);
    return parts;
  } catch (caught) {
    broken.abort();
    await Promise.all(writing);
    await Promise.all(parts.files.map(({ path }) => rm(path, { force: true })));
    throw malformed(caught);
  }
}

/** What cannot be written is read away: the parser would wait for ever for somebody to take the rest of the file. */
async function save(stream: Readable, path: string, disk: DiskGuard, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => stream.destroy(), { once: true });
  const chunks = disk.watched(stream.iterator({ destroyOnReturn: false }));
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), spoolFile(path), { signal });
  } catch (caught) {
    stream.on('data', () => undefined).resume();
    throw caught;
  }
}

function createParser(request: IncomingMessage) {
  const headers = { ...request.headers, 'content-type': request.headers['content-type'] ?? '' };
  try {
    return new Busboy({ headers, limits, isPartAFile: (_name, _type, fileName) => fileName !== undefined });
  } catch (caught) {
    throw malformed(caught);
  }
}

function malformed(caught: unknown): unknown {
  // A full disk and the like is no fault of the form.
  if (caught instanceof ServerError || (caught instanceof Error && 'errno' in caught)) return caught;
  const why = caught instanceof Error ? caught.message : String(caught);
  return new ServerError(36, 'BAD_ARGUMENTS', `The multipart form could not be read: ${why}`, {
    cause: caught,
  });
}

/** Both parts of a query stand one after the other, as in a server; other fields count where the address has none of the name. */
function merged(address: URLSearchParams, fields: readonly [string, string][]): URLSearchParams {
  const all = new URLSearchParams(address);
  for (const [name, value] of fields) {
    refuseChanged(name, value);
    if (name === 'query') all.set(name, `${all.get(name) ?? ''}${value}`);
    else if (!address.has(name)) all.append(name, value);
  }
  return all;
}
