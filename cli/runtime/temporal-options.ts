import { readFileSync } from 'node:fs';
import type { TLSConfig } from '@temporalio/client';
import type { TemporalSettings } from '../../config/temporal.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** Where Temporal is and how it is spoken to, in the words that client and worker share. */
export interface TemporalOptions {
  readonly address: string;
  readonly tls: TLSConfig | boolean;
  readonly apiKey?: string;
}

/** Reads the certificates that the settings name. Error: CONFIG_INVALID with the file that cannot be read. */
export function temporalOptions({ address, tls, apiKey }: TemporalSettings): TemporalOptions {
  return {
    address,
    tls: typeof tls === 'boolean' ? tls : tlsOf(tls),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}

function tlsOf(tls: Exclude<TemporalSettings['tls'], boolean>): TLSConfig {
  const { serverCaFile, serverName, clientCertFile, clientKeyFile } = tls;
  return {
    ...(serverCaFile === undefined ? {} : { serverRootCACertificate: pemOf(serverCaFile) }),
    ...(serverName === undefined ? {} : { serverNameOverride: serverName }),
    ...(clientCertFile === undefined || clientKeyFile === undefined
      ? {}
      : { clientCertPair: { crt: pemOf(clientCertFile), key: pemOf(clientKeyFile) } }),
  };
}

function pemOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new YardstickError('CONFIG_INVALID', 'This file of engines.temporal.tls cannot be read.', {
      subject: file,
      advice: 'Correct the path, or let the account that runs Yardstick read it.',
      cause,
    });
  }
}
