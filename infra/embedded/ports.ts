import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Whether nobody listens there. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Two installations that are started at the same moment both find a port free: the first to write itself down for it has it. */
function isFirst(port: number): boolean {
  const file = join(tmpdir(), `yardstick-port-${port}`);
  if (holderOf(file) === process.pid || write(file)) return true;
  const holder = holderOf(file);
  if (holder !== undefined && isAlive(holder)) return false;
  // What an ended process has left: whoever can move it away is the one that takes its place.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const moved = holderOf(aside);
    // Somebody was quicker, and this is theirs.
    if (moved !== holder) {
      renameSync(aside, file);
      return false;
    }
    rmSync(aside, { force: true });
  } catch {
    // Nobody's any more, or somebody else's whom we may not tidy up after: the port is free at least.
  }
  return write(file) || holderOf(file) === holder;
}

/** Held until the process ends: it listens by then, or never will. */
function write(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  process.once('exit', () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  });
  return true;
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
