import { execFile } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Target {
  readonly file: string;
  /** Milliseconds. */
  readonly withinMs: number;
  /** Default: anything. */
  readonly accept?: string;
}

interface Wanted {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Stores what a URL holds as a file; credentials in the URL become a header. In networks whose proxy signs with an authority of its own,
 * it is asked once more by a Node that trusts what the system trusts.
 */
export async function download(url: string, target: Target): Promise<void> {
  const wanted = wantedFrom(url, target.accept ?? '*/*');
  try {
    await directly(wanted, target);
  } catch (caught) {
    if (!isDistrust(caught)) throw caught;
    await trustingSystem(wanted, target);
  }
}

async function directly({ address, headers }: Wanted, { file, withinMs }: Target): Promise<void> {
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(withinMs) });
  if (!response.ok || response.body === null) throw new Error(`${address} answered ${response.status}.`);
  await pipeline(Readable.from(response.body), createWriteStream(file));
}

// Which authorities Node trusts is settled when it starts, hence another process.
async function trustingSystem(wanted: Wanted, { file, withinMs }: Target): Promise<void> {
  const script = `
    const { writeFile } = await import('node:fs/promises');
    const { address, headers, file } = JSON.parse(process.env.WANTED);
    const response = await fetch(address, { headers });
    if (!response.ok) throw new Error(address + ' answered ' + response.status);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));`;
  const authorities = process.env.SSL_CERT_FILE || systemAuthorities.find((bundle) => existsSync(bundle));
  await run(process.execPath, ['--use-openssl-ca', '--input-type=module', '--eval', script], {
    timeout: withinMs,
    env: { ...process.env, SSL_CERT_FILE: authorities, WANTED: JSON.stringify({ ...wanted, file }) },
  });
}

/** Debian, Red Hat, macOS and Alpine; Node's own OpenSSL looks into none of them by default. */
const systemAuthorities = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

function isDistrust(caught: unknown): boolean {
  const cause = caught instanceof Error ? caught.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /CERT|ISSUER|VERIFY/.test(code);
}

function wantedFrom(url: string, accept: string): Wanted {
  const address = new URL(url);
  const credentials = `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  address.username = '';
  address.password = '';
  const basic = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  return { address: address.href, headers: { accept, ...(credentials === ':' ? {} : basic) } };
}
