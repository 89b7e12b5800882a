import type { Outgoing } from './outgoing.ts';

/** How a channel writes texts. */
export interface Form {
  /** Before each line. */
  readonly bullet?: string;
  /** Takes from texts of the sources what the channel would read as markup. */
  readonly plain?: (text: string) => string;
}

/** Title, lines and number as text of at most so many bytes; what is left out is counted. */
export function textOf({ id, content, language }: Outgoing, most: number, form: Form = {}): string {
  const { bullet = '- ', plain = (text: string) => text } = form;
  const head = plain(onOneLine(content.title));
  const isChinese = language === 'zh-CN';
  const foot = isChinese ? `编号 ${id}` : `No. ${id}`;
  const room = most - bytes(head) - bytes(foot) - 40;
  const kept: string[] = [];
  for (const line of content.lines) {
    const next = `${bullet}${plain(onOneLine(line))}`;
    const free = room - bytes([...kept, ''].join('\n'));
    if (bytes(next) <= free) {
      kept.push(next);
      continue;
    }
    // A message that says nothing helps nobody.
    if (kept.length === 0) kept.push(`${beginning(next, free - bytes('…'))}…`);
    break;
  }
  const more = content.lines.length - kept.length + (content.more ?? 0);
  const rest = isChinese ? `… 另有 ${more} 条` : `… and ${more} more`;
  return [head, ...kept, ...(more > 0 ? [rest] : []), foot].join('\n');
}

/** Line breaks of a text from a source would end the bullet it stands in. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

/** As many whole characters as so many bytes hold. */
function beginning(text: string, most: number): string {
  let [size, held] = [0, ''];
  for (const character of text) {
    size += bytes(character);
    if (size > most) break;
    held += character;
  }
  return held;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
