import { connect } from 'node:net';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { accepts } from './postgres/probe.ts';

/** Engines that run elsewhere; what is named here is not started. */
export interface ExternalEngines {
  readonly clickhouseUrl?: string | undefined;
  readonly temporalAddress?: string | undefined;
  readonly ledgerUrl?: string | undefined;
}

/** Asks every engine that runs elsewhere whether it answers. Error: ENGINE_UNREACHABLE. */
export async function assertReachable(external: ExternalEngines): Promise<void> {
  const { clickhouseUrl, temporalAddress, ledgerUrl } = external;
  await Promise.all([
    clickhouseUrl === undefined ||
      assert('CLICKHOUSE_URL', new URL(clickhouseUrl).host, pings(clickhouseUrl)),
    // Only that somebody listens: TLS and keys are the business of whoever connects.
    temporalAddress === undefined || assert('TEMPORAL_ADDRESS', temporalAddress, listens(temporalAddress)),
    ledgerUrl === undefined || assert('LEDGER_URL', new URL(ledgerUrl).host, accepts(ledgerUrl)),
  ]);
}

async function assert(subject: string, place: string, answer: Promise<boolean>): Promise<void> {
  if (await answer) return;
  throw new YardstickError('ENGINE_UNREACHABLE', `Nothing answers as expected at ${place}.`, { subject });
}

async function pings(url: string): Promise<boolean> {
  const response = await fetch(new URL('/ping', url), { signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  );
  return response?.ok ?? false;
}

function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const answer = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    const socket = connect({ host: hostname, port: Number(port === '' ? 7233 : port), timeout: 10_000 });
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}
