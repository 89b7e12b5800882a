import type { Outgoing } from './outgoing.ts';

/** Title, lines and number as text of at most so many bytes; what is left out is counted. */
export function textOf({ id, content, language }: Outgoing, most: number, bullet = '- '): string {
  const head = content.title;
  const isChinese = language === 'zh-CN';
  const foot = isChinese ? `编号 ${id}` : `No. ${id}`;
  const room = most - bytes(head) - bytes(foot) - 40;
  const kept: string[] = [];
  for (const line of content.lines) {
    const next = `${bullet}${line}`;
    if (bytes([...kept, next].join('\n')) > room) break;
    kept.push(next);
  }
  const more = content.lines.length - kept.length;
  const rest = isChinese ? `… 另有 ${more} 条` : `… and ${more} more`;
  return [head, ...kept, ...(more > 0 ? [rest] : []), foot].join('\n');
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
