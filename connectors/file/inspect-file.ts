import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FileStream } from './config.ts';
import type { FoundFile } from './find-files.ts';

export type Encoding = 'utf-8' | 'gb18030';

export interface InspectedFile extends FoundFile {
  readonly sha256: string;
  readonly encoding: Encoding;
  /** Bytes of the mark that says UTF-8, before the first row. */
  readonly start: number;
  readonly stamp: string;
}

/** One pass over a file's bytes in constant memory: what it holds, and how it is written. */
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
  const found = isUtf8 || marked ? 'utf-8' : 'gb18030';
  return {
    ...file,
    sha256: hash.digest('hex'),
    encoding: declared === 'auto' ? found : declared,
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
