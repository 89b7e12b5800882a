import { createServer } from 'node:net';
import getPort from 'get-port';
import { YardstickError } from '../../errors/yardstick-error.ts';

export interface ClaimedPort {
  readonly port: number;
  /** False when the preferred port was taken and this is another one. */
  readonly preferred: boolean;
}

/** The preferred port of 127.0.0.1 if nobody listens there, else a free one. */
export async function claimPort(preferred: number): Promise<ClaimedPort> {
  if (await isFree(preferred)) return { port: preferred, preferred: true };
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
