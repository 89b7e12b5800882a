import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { isAlive } from './processes/alive.ts';

export interface ClaimedPort {
  readonly port: number;
  /** False when the preferred port was taken and this is another one. */
  readonly preferred: boolean;
}

/** Long enough for whoever claims a port to listen on it. */
const claimMs = 60_000;

/** The preferred port of 127.0.0.1 if nobody listens there, or is about to, else a free one. */
export async function claimPort(preferred: number): Promise<ClaimedPort> {
  if ((await isFree(preferred)) && isFirst(preferred)) return { port: preferred, preferred: true };
  return { port: await getPort({ host: '127.0.0.1' }), preferred: false };
}

/** Error PORT_TAKEN when somebody listens there: the stranger would answer our probes as if it were ours. */
export async function assertFree(port: number, subject: string): Promise<void> {
  if (await isFree(port)) return;
  throw new YardstickError('PORT_TAKEN', `Port ${port} of 127.0.0.1 is in use.`, { subject });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Two installations that are started at the same moment both find a port free: the first to write itself down for it has it. */
function isFirst(port: number): boolean {
  const file = join(tmpdir(), `yardstick-port-${port}`);
  if (claimed.has(file) || write(file)) return true;
  if (isClaimed(file)) return false;
  // What an ended process has left, or somebody else's whom we may not tidy up after: the port is free at least.
  try {
    rmSync(file, { force: true });
  } catch {
    return true;
  }
  return write(file);
}

const claimed = new Set<string>();
process.once('exit', () => {
  for (const file of claimed) rmSync(file, { force: true });
});

function write(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  claimed.add(file);
  return true;
}

/** By a process that is alive, a moment ago. */
function isClaimed(file: string): boolean {
  try {
    return isAlive(Number(readFileSync(file, 'utf8'))) && Date.now() - statSync(file).mtimeMs < claimMs;
  } catch {
    return false;
  }
}
