import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FileStream } from './config.ts';
import { encodingOf } from './encoding.ts';
import type { FoundFile } from './find-files.ts';
import type { Encoding } from './text.ts';

export interface InspectedFile extends FoundFile {
  readonly sha256: string;
  readonly encoding: Encoding;
  /** Bytes of the mark that says UTF-8, before the first row. */
  readonly start: number;
  readonly stamp: string;
}

/** What a file holds, and how it is written, in constant memory: one pass over its bytes, two where they are not wholly UTF-8. */
export async function inspectFile(file: FoundFile, declared: FileStream['encoding']): Promise<InspectedFile> {
  const stamp = await stampOf(file);
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  for await (const chunk of createReadStream(file.path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    hash.update(chunk);
    if (head.length < byteOrderMark.length) head = Buffer.concat([head, chunk.subarray(0, 3)]);
    isUtf8 &&= decodes(decoder, chunk);
  }
  isUtf8 &&= decodes(decoder);
  const marked = head.subarray(0, 3).equals(byteOrderMark);
  const detected = async () => (isUtf8 || marked ? 'utf-8' : encodingOf(file.path));
  return {
    ...file,
    sha256: hash.digest('hex'),
    encoding: declared === 'auto' ? await detected() : declared,
    start: marked ? byteOrderMark.length : 0,
    stamp,
  };
}

/** Changes when the file is written to or replaced. */
export async function stampOf({ path }: FoundFile): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${size} ${mtimeMs} ${ino}`;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
