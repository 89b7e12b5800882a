import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Faults } from '../faults.ts';
import { readComments } from './comments.ts';
import { WeiboError } from './errors.ts';
import { countPosts, readTimeline } from './posts.ts';

export interface WeiboOptions {
  readonly pool: Pool;
  readonly faults: Faults;
  readonly accessToken: string;
  readonly requestsPerHour: number;
}

const integer = z.string().regex(/^\d+$/).default('0');

/** `since_id` is exclusive, `max_id` inclusive, 0 means none; ids are kept as text. */
export const pagingSchema = z.object({
  since_id: integer,
  max_id: integer,
  count: z.coerce.number().int().min(1).default(50),
  page: z.coerce.number().int().min(1).default(1),
});
const commentsSchema = pagingSchema.extend({ id: z.string().regex(/^\d+$/) });
const idsSchema = z.object({ ids: z.string().regex(/^\d+(,\d+)*$/) });
const tokenSchema = z.object({ access_token: z.string().default('') });

/** The imitation of Weibo's open API, version 2. */
export async function weiboRoutes(app: FastifyInstance, options: WeiboOptions): Promise<void> {
  const { pool, faults } = options;
  let hour = 0;
  let used = 0;
  app.setErrorHandler((error, request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const shown = error instanceof WeiboError ? error : parameterError(error);
    return reply.code(shown.status).send(shown.body(path));
  });
  app.addHook('preHandler', async (request) => {
    const now = Math.floor(Date.now() / 3_600_000);
    used = now === hour ? used + 1 : 1;
    hour = now;
    admit(request, options, used);
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.type('application/json; charset=utf-8');
  });
  app.get('/comments/show.json', (request) => {
    const asked = commentsSchema.parse(request.query);
    return readComments(pool, asked.id, {
      ...asked,
      count: shortened(request, faults, Math.min(asked.count, 200)),
    });
  });
  app.get('/statuses/user_timeline.json', (request) => {
    const asked = pagingSchema.parse(request.query);
    return readTimeline(pool, { ...asked, count: shortened(request, faults, Math.min(asked.count, 100)) });
  });
  app.get('/statuses/count.json', (request) =>
    countPosts(pool, idsSchema.parse(request.query).ids.split(',')),
  );
  app.get('/account/rate_limit_status.json', () => rateLimit(options.requestsPerHour, used));
}

function admit(
  request: FastifyRequest,
  { faults, accessToken, requestsPerHour }: WeiboOptions,
  used: number,
): void {
  const fault = faults.of(request)?.kind;
  const header = (request.headers.authorization ?? '').replace(/^OAuth2 /, '');
  const token = tokenSchema.parse(request.query).access_token || header;
  if (token === '') throw new WeiboError(403, '10006', 'Source paramter(appkey) is missing');
  if (fault === 'expired_token') throw new WeiboError(403, '21327', 'expired_token');
  if (token !== accessToken) throw new WeiboError(403, '21332', 'invalid_access_token');
  if (fault === 'quota' || used > requestsPerHour) {
    throw new WeiboError(403, '10023', 'User requests out of rate limit');
  }
}

function shortened(request: FastifyRequest, faults: Faults, count: number): number {
  return faults.of(request)?.kind === 'short_page' ? Math.min(3, count) : count;
}

function rateLimit(limit: number, used: number) {
  const seconds = 3600 - (Math.floor(Date.now() / 1000) % 3600);
  const remaining = Math.max(0, limit - used);
  return {
    ip_limit: limit * 10,
    limit_time_unit: 'HOURS',
    remaining_ip_hits: limit * 9 + remaining,
    remaining_user_hits: remaining,
    reset_time: new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19).replace('T', ' '),
    reset_time_in_seconds: seconds,
    user_limit: limit,
    error: null,
  };
}

function parameterError(error: unknown): WeiboError {
  if (error instanceof z.ZodError) return new WeiboError(400, '10017', 'parameter value is not valid');
  return new WeiboError(
    500,
    '10001',
    `system error: ${error instanceof Error ? error.message : String(error)}`,
  );
}
