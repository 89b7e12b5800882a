import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Faults } from '../faults.ts';
import type { SampleSecrets } from '../secrets.ts';
import { deletedRecords } from './deleted.ts';
import { describeObject, listObjects } from './describe.ts';
import { SalesforceError } from './errors.ts';
import { objects } from './fields.ts';
import { runLocator, runQuery } from './query.ts';
import { parseSoql } from './soql.ts';
import type { VisibleObject } from './soql-sql.ts';
import { signedTokens, type Tokens } from './tokens.ts';

export interface SalesforceOptions {
  readonly pool: Pool;
  readonly faults: Faults;
  readonly secrets: SampleSecrets;
  /** Own address, told as instance_url. */
  readonly baseUrl: () => string;
  readonly tokenLifetimeMs: number;
  readonly dailyRequests: number;
}

const largestPage = 2000;
const smallestPage = 200;
const tokenForm = z.object({
  grant_type: z.string(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  refresh_token: z.string().optional(),
});
const queryParameters = z.object({ q: z.string().optional() });
const rangeParameters = z.object({ start: z.string().optional(), end: z.string().optional() });
const versionAndName = z.object({ version: z.string().regex(/^v\d+\.0$/), name: z.string().default('') });

/** The imitation of Salesforce's REST API. */
export async function salesforceRoutes(app: FastifyInstance, options: SalesforceOptions): Promise<void> {
  const tokens = signedTokens(options.secrets.salesforceClientSecret, options.tokenLifetimeMs);
  app.setErrorHandler((error, _request, reply) => {
    const shown =
      error instanceof SalesforceError ? error : new SalesforceError(500, 'UNKNOWN_EXCEPTION', String(error));
    return reply.code(shown.status).send(shown.body());
  });
  app.post('/services/oauth2/token', async (request, reply) => grantToken(request, reply, tokens, options));
  app.get('/services/data', async () => [
    { label: "Summer '26", url: '/services/data/v66.0', version: '66.0' },
  ]);
  await app.register(async (data) => dataRoutes(data, tokens, options), {
    prefix: '/services/data/:version',
  });
}

async function dataRoutes(app: FastifyInstance, tokens: Tokens, options: SalesforceOptions): Promise<void> {
  const { pool } = options;
  let used = 0;
  app.addHook('preHandler', async (request, reply) => {
    used += 1;
    reply.header('Sforce-Limit-Info', `api-usage=${used}/${options.dailyRequests}`);
    admit(request, tokens, options, used);
  });
  app.get('/query', (request) => query(request, options, false));
  app.get('/queryAll', (request) => query(request, options, true));
  app.get('/query/:name', (request) => {
    const { version, name } = versionAndName.parse(request.params);
    return runLocator(pool, name, basePath(version));
  });
  app.get('/sobjects', (request) => listObjects(basePath(versionAndName.parse(request.params).version)));
  app.get('/sobjects/:name/describe', (request) =>
    describeObject(objectOf(request, nameOf(request), options.faults)),
  );
  app.get('/sobjects/:name/deleted', (request) => {
    const object = objectOf(request, nameOf(request), options.faults);
    return deletedRecords(pool, object.name, rangeParameters.parse(request.query));
  });
  app.get('/limits', () => ({
    DailyApiRequests: { Max: options.dailyRequests, Remaining: Math.max(0, options.dailyRequests - used) },
  }));
}

async function query(request: FastifyRequest, options: SalesforceOptions, withDeleted: boolean) {
  const { version } = versionAndName.parse(request.params);
  const soql = parseSoql(queryParameters.parse(request.query).q ?? '');
  const object = objectOf(request, soql.from, options.faults);
  const short = options.faults.of(request)?.kind === 'short_page';
  const batch = short ? 3 : batchSize(request);
  return runQuery(options.pool, soql, object, { withDeleted, batch, base: basePath(version) });
}

function grantToken(
  request: FastifyRequest,
  reply: FastifyReply,
  tokens: Tokens,
  { secrets, baseUrl }: SalesforceOptions,
): FastifyReply {
  const refuse = (error: string, text: string) => reply.code(400).send({ error, error_description: text });
  const form = tokenForm.safeParse(request.body);
  if (!form.success) return refuse('unsupported_grant_type', 'grant type not supported');
  const { grant_type, client_id, client_secret, refresh_token } = form.data;
  if (client_id !== secrets.salesforceClientId)
    return refuse('invalid_client_id', 'client identifier invalid');
  if (client_secret !== secrets.salesforceClientSecret)
    return refuse('invalid_client', 'invalid client credentials');
  if (grant_type === 'refresh_token' && refresh_token !== secrets.salesforceRefreshToken) {
    return refuse('invalid_grant', 'expired access/refresh token');
  }
  if (grant_type !== 'refresh_token' && grant_type !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'grant type not supported');
  }
  return reply.send({
    access_token: tokens.issue(Date.now()),
    instance_url: baseUrl(),
    id: `${baseUrl()}/id/00DQH0000000001MAA/005QH00000000001AAA`,
    token_type: 'Bearer',
    issued_at: String(Date.now()),
    signature: 'c2FtcGxl',
  });
}

function admit(request: FastifyRequest, tokens: Tokens, options: SalesforceOptions, used: number): void {
  const fault = options.faults.of(request)?.kind;
  const token = (request.headers.authorization ?? '').replace(/^(Bearer|OAuth) /, '');
  if (fault === 'expired_token' || !tokens.isValid(token, Date.now())) {
    throw new SalesforceError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  }
  if (fault === 'quota' || used > options.dailyRequests) {
    throw new SalesforceError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
}

/** The object without the field that a fault has taken away. */
function objectOf(request: FastifyRequest, name: string, faults: Faults): VisibleObject {
  const found = Object.entries(objects).find(([known]) => known.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new SalesforceError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
  }
  const fault = faults.of(request);
  const hidden = fault?.kind === 'removed_field' ? fault.field : undefined;
  const fields = Object.entries(found[1]).filter(([field]) => field !== hidden);
  return { name: found[0], fields: Object.fromEntries(fields) };
}

function nameOf(request: FastifyRequest): string {
  return versionAndName.parse(request.params).name;
}

function batchSize(request: FastifyRequest): number {
  const asked = /batchSize=(\d+)/.exec(String(request.headers['sforce-query-options'] ?? ''))?.[1];
  return Math.min(largestPage, Math.max(smallestPage, Number(asked ?? largestPage)));
}

function basePath(version: string): string {
  return `/services/data/${version}`;
}
