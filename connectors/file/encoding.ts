import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { decoded, type Encoding } from './text.ts';

/** Lines of a file with more than ASCII: how many decode as UTF-8, and how many fail in each encoding. */
interface Tally {
  utf8: number;
  notUtf8: number;
  notGb18030: number;
}

const lineEnd = 0x0a;
/** What goes on longer is counted in pieces, so that a file without lines takes no memory. */
const longestLine = 1024 * 1024;

/**
 * The encoding of a file that is not wholly UTF-8, in constant memory. GB18030 decodes much of what is UTF-8 to other characters, so that
 * a broken byte must not decide: it is GB18030 only where most lines are no UTF-8 and more of them are GB18030.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const tally: Tally = { utf8: 0, notUtf8: 0, notGb18030: 0 };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, from)) {
      count(tally, bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length < longestLine) continue;
    count(tally, rest);
    rest = Buffer.alloc(0);
  }
  count(tally, rest);
  return tally.notUtf8 > tally.utf8 && tally.notUtf8 > tally.notGb18030 ? 'gb18030' : 'utf-8';
}

function count(tally: Tally, line: Buffer): void {
  if (isAscii(line)) return;
  if (isUtf8(line)) tally.utf8 += 1;
  else tally.notUtf8 += 1;
  if (decoded(line, 'gb18030') === undefined) tally.notGb18030 += 1;
}
