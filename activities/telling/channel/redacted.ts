import type { Channel } from '../../../config/notify.ts';

const hidden = '(address)';
/** Shorter pieces of an address are words or numbers that stand in any answer. */
const leastSecret = 6;
const leastPiece = 12;

/**
 * What a receiver or the network said, fit to be kept and shown. Whoever knows the address of a chat may write there, and servers
 * echo its path alone: path, parameters and secret go first, then whole addresses, then what PostgreSQL does not take in texts.
 */
export function redacted(text: string, channel: Channel | undefined): string {
  const secrets = channel === undefined ? [] : secretsOf(channel).toSorted((a, b) => b.length - a.length);
  return secrets
    .reduce((rest, secret) => rest.replaceAll(secret, hidden), text)
    .replaceAll(/https?:\/\/\S+/g, hidden)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 500);
}

/** What is wrong, as far as it may be told. */
export function problemText(caught: unknown, channel: Channel | undefined): string {
  return redacted(caught instanceof Error ? caught.message : String(caught), channel);
}

function secretsOf(channel: Channel): readonly string[] {
  if (channel.type === 'email') return channel.smtp.password === undefined ? [] : [channel.smtp.password];
  const { pathname, search, searchParams, username, password } = new URL(channel.url);
  const parameters = [...searchParams.values(), username, password];
  return [
    ...(channel.secret === undefined ? [] : [channel.secret]),
    ...[pathname, decoded(pathname), search, ...parameters].filter(({ length }) => length >= leastSecret),
    ...pathname.split('/').filter(({ length }) => length >= leastPiece),
  ];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
