import Fastify, { type FastifyInstance } from 'fastify';
import { Pool } from 'pg';
import type { DatabaseName } from '../company/tables.ts';
import { connect, databaseUrl, grantReader } from './databases.ts';
import { installFaults } from './faults.ts';
import { fillDatabases } from './fill.ts';
import { salesforceRoutes } from './salesforce/routes.ts';
import type { SampleSecrets } from './secrets.ts';
import { weiboRoutes } from './weibo/routes.ts';

export interface ServeOptions {
  /** Address of the server with a user who may create databases and roles. */
  readonly postgresUrl: string;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly seed: string;
  /** Last day the company must have played; a later one that is stored already stays. */
  readonly until: string;
  readonly secrets: SampleSecrets;
  readonly scale?: number;
  readonly onProgress?: (text: string) => void;
  /** Life of a Salesforce token, by default two hours. */
  readonly tokenLifetimeMs?: number;
  readonly salesforceDailyRequests?: number;
  readonly weiboRequestsPerHour?: number;
}

export interface SampleCompany {
  readonly urls: {
    /** Login and instance address of the CRM. */
    readonly salesforce: string;
    /** Base of the social API, `…/2`. */
    readonly weibo: string;
    /** The ERP's database as its reading user. */
    readonly erp: string;
    /** Control endpoint for faults. */
    readonly faults: string;
  };
  readonly until: string;
  stop(): Promise<void>;
}

/** Creates and fills what is missing, then serves the vendor APIs; a restart goes on with what is stored. */
export async function serveSampleCompany(options: ServeOptions): Promise<SampleCompany> {
  const { holdings } = await fillDatabases(options);
  await openErp(options);
  const pools = [pool(options, 'sample_crm'), pool(options, 'sample_social')] as const;
  const app = buildServer(options, ...pools);
  const address = await app.listen({ host: '127.0.0.1', port: options.port });
  options.onProgress?.(`sample company serving at ${address}, played until ${holdings.until}`);
  return {
    urls: {
      salesforce: address,
      weibo: `${address}/2`,
      erp: erpUrl(options),
      faults: `${address}/_faults`,
    },
    until: holdings.until,
    stop: async () => {
      await app.close();
      await Promise.all(pools.map((each) => each.end()));
    },
  };
}

function buildServer(options: ServeOptions, crm: Pool, social: Pool): FastifyInstance {
  const app = Fastify({ logger: false, routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true } });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const faults = installFaults(app, options.secrets.controlToken);
  app.register(salesforceRoutes, {
    ...{ pool: crm, faults, secrets: options.secrets },
    baseUrl: () => addressOf(app),
    tokenLifetimeMs: options.tokenLifetimeMs ?? 7_200_000,
    dailyRequests: options.salesforceDailyRequests ?? 100_000,
  });
  app.register(weiboRoutes, {
    ...{ prefix: '/2', pool: social, faults },
    accessToken: options.secrets.weiboAccessToken,
    requestsPerHour: options.weiboRequestsPerHour ?? 1_000_000,
  });
  return app;
}

function addressOf(app: FastifyInstance): string {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}

async function openErp({ postgresUrl, secrets }: ServeOptions): Promise<void> {
  const client = await connect(postgresUrl, 'sample_erp');
  await grantReader(client, secrets.erpReaderPassword).finally(() => client.end());
}

function erpUrl({ postgresUrl, secrets }: ServeOptions): string {
  const url = new URL(databaseUrl(postgresUrl, 'sample_erp'));
  url.username = 'erp_reader';
  url.password = secrets.erpReaderPassword;
  return url.toString();
}

function pool({ postgresUrl }: ServeOptions, database: DatabaseName): Pool {
  const made = new Pool({ connectionString: databaseUrl(postgresUrl, database), max: 4 });
  // An idle connection that PostgreSQL closes must not end the process; the next query opens another one.
  made.on('error', () => undefined);
  return made;
}
