import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';

export interface TlsFront {
  /** `127.0.0.1:<port>`, where only clients with a certificate of the front's authority are let in. */
  readonly address: string;
  /** PEM files of the authority and of a client it has signed. */
  readonly files: { readonly ca: string; readonly clientCert: string; readonly clientKey: string };
  stop(): Promise<void>;
}

/** Stands before a server that speaks no TLS, as a company's proxy does. Certificates are made by openssl. */
export async function openTlsFront(target: string): Promise<TlsFront> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-tls-'));
  const file = (name: string) => join(folder, name);
  selfSigned(file('ca'), '/CN=authority', 'basicConstraints=critical,CA:TRUE');
  for (const name of ['server', 'client']) signed(file(name), file('ca'), `/CN=${name}`);
  const [host = '', port = ''] = target.split(':');
  const open = new Set<TLSSocket>();
  const server = createServer({
    cert: readFileSync(file('server.pem')),
    key: readFileSync(file('server.key')),
    ca: readFileSync(file('ca.pem')),
    ...{ requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
  });
  server.on('secureConnection', (near) => {
    const far = connect(Number(port), host);
    near.pipe(far).pipe(near);
    open.add(near);
    near.on('close', () => open.delete(near));
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The front listens nowhere.');
  return {
    address: `127.0.0.1:${address.port}`,
    files: { ca: file('ca.pem'), clientCert: file('client.pem'), clientKey: file('client.key') },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function selfSigned(name: string, subject: string, extension: string): void {
  openssl(`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj ${subject}`, [
    ...['-addext', extension, '-keyout', `${name}.key`, '-out', `${name}.pem`],
  ]);
}

function signed(name: string, authority: string, subject: string): void {
  openssl(`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj ${subject}`, [
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=CA:FALSE'],
    ...['-CA', `${authority}.pem`, '-CAkey', `${authority}.key`],
    ...['-keyout', `${name}.key`, '-out', `${name}.pem`],
  ]);
}

function openssl(command: string, more: readonly string[]): void {
  execFileSync('openssl', [...command.split(' '), ...more], { stdio: 'pipe' });
}
