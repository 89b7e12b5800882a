import type { Outgoing } from './outgoing.ts';

/** Title, lines and number as text of at most so many bytes; what is left out is counted. */
export function textOf({ id, content }: Outgoing, most: number, bullet = '- '): string {
  const head = content.title;
  const foot = `No. ${id}`;
  const room = most - bytes(head) - bytes(foot) - 40;
  const kept: string[] = [];
  for (const line of content.lines) {
    const next = `${bullet}${line}`;
    if (bytes([...kept, next].join('\n')) > room) break;
    kept.push(next);
  }
  const more = content.lines.length - kept.length;
  return [head, ...kept, ...(more > 0 ? [`… +${more}`] : []), foot].join('\n');
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
