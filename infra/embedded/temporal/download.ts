import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Fetches a URL (credentials in it become a header) with a time limit in milliseconds. */
export async function get(url: string, withinMs: number, accept = '*/*'): Promise<Response> {
  const address = new URL(url);
  const headers = new Headers({ accept });
  if (address.username !== '') headers.set('authorization', basic(address));
  address.username = '';
  address.password = '';
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(withinMs) });
  if (!response.ok) throw new Error(`${address.href} answered ${response.status}.`);
  return response;
}

/** Stores what a URL holds as a file. */
export async function download(url: string, target: string, withinMs: number): Promise<void> {
  const { body } = await get(url, withinMs);
  if (body === null) throw new Error(`${url} answered without content.`);
  await pipeline(Readable.from(body), createWriteStream(target));
}

/**
 * The same in a Node that trusts the certificates of the system's OpenSSL, for networks whose proxy signs with an authority of its own.
 * That is a start option of Node, hence another process.
 */
export async function downloadTrustingSystem(url: string, target: string, withinMs: number): Promise<void> {
  const script = `
    const [url, target] = process.argv.slice(1);
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ' answered ' + response.status);
    await (await import('node:fs/promises')).writeFile(target, Buffer.from(await response.arrayBuffer()));`;
  const args = ['--use-openssl-ca', '--input-type=module', '--eval', script, url, target];
  await run(process.execPath, args, { timeout: withinMs });
}

function basic({ username, password }: URL): string {
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
