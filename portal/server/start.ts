import { YardstickError } from '../../errors/yardstick-error.ts';
import { openLedger } from '../../ledger/open.ts';
import { modelAssets } from '../../models/warehouse.ts';
import { openWarehouse } from '../../warehouse/client.ts';
import { portalApp } from './app.ts';
import type { PortalContext } from './context.ts';
import type { PortalOptions } from './options.ts';

export interface Portal {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Ends open requests, then the connections. */
  stop(): Promise<void>;
}

/** Starts the portal. Errors: CONFIG_INVALID for a weak secret, PORT_TAKEN. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  refuseWeakSecret(options.sessionSecret);
  const ledger = openLedger(options.ledgerUrl);
  const warehouse = openWarehouse(options.clickhouse);
  const context: PortalContext = {
    db: ledger.db,
    warehouse,
    company: options.company,
    assets: new Map((options.assets ?? modelAssets).map((asset) => [asset.key, asset])),
    publishedBy: options.publishedBy ?? '06:30',
    https: options.https ?? false,
    tileTimeoutMs: options.tileTimeoutMs ?? 20_000,
    loginsPerMinute: options.loginsPerMinute ?? 20,
    failuresPerMinute: options.failuresPerMinute ?? 5,
    now: options.now ?? (() => new Date()),
  };
  const app = await portalApp(context, {
    sessionSecret: options.sessionSecret,
    webFolder: options.webFolder,
    logLevel: options.logLevel ?? 'warn',
  });
  const stop = async () => {
    await app.close();
    await Promise.all([ledger.close(), warehouse.close()]);
  };
  try {
    const url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
    return { url, stop };
  } catch (caught) {
    await stop();
    throw listenError(caught, options.port);
  }
}

function refuseWeakSecret(secret: string): void {
  if (secret.length >= 32) return;
  throw new YardstickError('CONFIG_INVALID', 'The secret is shorter than 32 characters.', {
    subject: 'portal session secret',
  });
}

function listenError(caught: unknown, port: number): unknown {
  const taken = caught instanceof Error && 'code' in caught && caught.code === 'EADDRINUSE';
  if (!taken) return caught;
  return new YardstickError('PORT_TAKEN', `Port ${port} is in use.`, { subject: 'portal', cause: caught });
}
