import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';

const simplify = Converter({ from: 't', to: 'cn' });
const gb18030 = new TextDecoder('gb18030');

/** `models/reference/han-characters.ts`: what the product knows of Chinese characters, taken from two dictionaries that are kept by others. */
export function hanCharactersFile(): string {
  const rare = charactersOf([0x81, 0xfe], [0x40, 0xfe]);
  const traditional = rare.filter((each) => simplify(each) !== each && [...simplify(each)].length === 1);
  const readings = new Map<string, string>();
  for (const each of charactersOf([0xb0, 0xf7], [0xa1, 0xfe])) {
    const reading = pinyin(each, { toneType: 'none', v: true });
    readings.set(reading, (readings.get(reading) ?? '') + each);
  }
  const entries = [...readings].map(([reading, characters]) => `${reading}:${characters}`);
  return `// Written by \`npm run han\`: simplification by the dictionary of opencc-js (OpenCC, Apache-2.0), readings by pinyin-pro (MIT).

/** Traditional characters of GBK, and at the same place their simplified forms. */
export const traditional =
  '${traditional.join('')}';
export const simplified =
  '${traditional.map((each) => simplify(each)).join('')}';

/** The characters of GB 2312 by their commonest reading, without tones; v is ü. */
export const readings =
  '${entries.join(' ')}';
`;
}

type ByteRange = readonly [first: number, last: number];

/** Chinese characters of a rectangle of the two-byte code. */
function charactersOf([firstLead, lastLead]: ByteRange, [firstTrail, lastTrail]: ByteRange): string[] {
  const found: string[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= lastTrail; trail += 1) {
      const text = gb18030.decode(Uint8Array.of(lead, trail));
      if (/^\p{Script=Han}$/u.test(text)) found.push(text);
    }
  return found;
}
