import { ensureSecrets } from '../../infra/embedded/home/secrets.ts';
import { tellReady, untilToldToStop } from '../../infra/embedded/processes/parent.ts';
import { startPortal } from '../../portal/server/start.ts';
import { ensureWebBuilt } from '../../portal/web/build.ts';
import { connectTo } from '../runtime/connect.ts';

/** Serves the portal until told to stop. */
export async function servePortal(options: {
  readonly port: number;
  readonly config?: string;
}): Promise<void> {
  const stop = untilToldToStop();
  const connection = connectTo(options);
  const { config, places, context } = connection;
  const secrets = connection.secrets ?? ensureSecrets(connection.paths);
  const portal = await startPortal({
    port: options.port,
    ledgerUrl: places.ledgerUrl,
    clickhouse: places.portalClickhouse,
    sessionSecret: secrets.portalSession,
    company: config.company,
    assets: context.project.graph.order.map((key) => context.project.graph.asset(key)),
    publishedBy: config.schedule.publishedBy,
    webFolder: await ensureWebBuilt(),
  });
  tellReady();
  await stop;
  await portal.stop();
  await connection.close();
}
