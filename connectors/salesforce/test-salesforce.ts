import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { afterEach, beforeEach } from 'vitest';
import type { Connector, SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, single, testContext } from '../kit/test-context.ts';
import { createSalesforceConnector } from './connector.ts';

export const now = () => new Date('2026-03-31T00:01:00Z');
export const login = { access_token: 'token-1', instance_url: '', token_type: 'Bearer', issued_at: '1' };
export const nothing: StreamProgress = { slices: [] };
export const describeBody = {
  replicateable: true,
  fields: [
    { name: 'Id', type: 'id' },
    { name: 'Amount', type: 'currency' },
    { name: 'IsDeleted', type: 'boolean' },
    { name: 'SystemModstamp', type: 'datetime' },
  ],
};

/** What the imitation answers; a test changes what it is about. */
interface Script {
  /** Replies to queries and locators, in order; the last one stays. */
  replies: ((reply: FastifyReply) => unknown)[];
  description: { replicateable: boolean; fields: { name: string; type: string }[] };
  deleted: unknown;
  login: (form: URLSearchParams, reply: FastifyReply) => unknown;
  serverTime: string;
  token: string;
}

/** An imitation of the API that tests script reply by reply, and connectors that read it. */
interface TestSalesforce {
  readonly script: Script;
  /** Queries and addresses asked for, in order. */
  readonly asked: readonly string[];
  readonly url: () => string;
  readonly open: (more?: Record<string, unknown>) => {
    readonly connector: Connector;
    readonly waits: readonly number[];
  };
  /** The slice over all history. */
  readonly firstSlice: () => Promise<SliceSpec>;
}

/** Call it once at the top of a test file; every test begins with a fresh script. */
export function testSalesforce(): TestSalesforce {
  const asked: string[] = [];
  let url = '';
  const script: Script = {
    ...answers(),
    login: () => ({ ...login, access_token: script.token, instance_url: url }),
  };
  const usual = script.login;
  let server: FastifyInstance;

  beforeEach(async () => {
    asked.length = 0;
    Object.assign(script, answers(), { login: usual });
    server = serve(script, asked);
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => server.close());

  const open = (more: Record<string, unknown> = {}) => {
    const { context, waits } = testContext('crm', now);
    return { connector: createSalesforceConnector({ ...configOf(url), ...more }, context), waits };
  };
  const firstSlice = async () => single(await open().connector.slices('Opportunity', nothing, noSignal));
  return { script, asked, url: () => url, open, firstSlice };
}

function answers(): Omit<Script, 'login'> {
  return {
    replies: [],
    description: structuredClone(describeBody),
    deleted: {},
    serverTime: 'Tue, 31 Mar 2026 00:01:00 GMT',
    token: 'token-1',
  };
}

function configOf(loginUrl: string) {
  return {
    loginUrl,
    clientId: 'client',
    clientSecret: 'hush',
    startDate: '2024-01-01',
    objects: { Opportunity: { fields: { Amount: 'decimal' }, control: { sums: ['Amount'] } } },
  };
}

function serve(script: Script, asked: string[]): FastifyInstance {
  const server = Fastify();
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  server.post<{ Body: URLSearchParams }>('/services/oauth2/token', (request, reply) =>
    script.login(request.body, reply),
  );
  server.get<{ Params: { '*': string }; Querystring: { q?: string } }>(
    '/services/data/v66.0/*',
    (request, reply) => {
      reply.header('date', script.serverTime);
      if (request.headers.authorization !== `Bearer ${script.token}`)
        return reply.code(401).send([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }]);
      const path = request.params['*'];
      if (path.endsWith('/describe')) return script.description;
      asked.push(request.query.q ?? request.url);
      if (path.includes('/deleted')) return script.deleted;
      const next = script.replies.length > 1 ? script.replies.shift() : script.replies[0];
      return next?.(reply);
    },
  );
  return server;
}

/** Id of an opportunity by its number. */
export const id = (number: number) => `006AA00000000${String(number).padStart(2, '0')}AAA`;
