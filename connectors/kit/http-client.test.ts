import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccessToken } from './connector.ts';
import { createHttpClient, type HttpSettings } from './http-client.ts';
import { judgeStatus } from './http-reply.ts';
import { writeLosslessJson } from './lossless-json.ts';
import { createMemoryLimiter } from './memory-limiter.ts';
import { createMemoryTokens } from './memory-tokens.ts';
import { noSignal, testContext } from './test-context.ts';

type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown;

let answers: Answer[] = [];
let asked = 0;
let server = Fastify();
let baseUrl = '';
const name = { source: 'crm', stream: 'deal', page: 'page 2' };
const now = () => new Date('2026-03-01T00:00:00Z');

beforeEach(async () => {
  asked = 0;
  server = Fastify();
  server.get('/rows', (request, reply) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return answer?.(request, reply);
  });
  baseUrl = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(() => server.close());

const ok: Answer = (_, reply) => reply.type('application/json').send('{"amount":12500.50}');
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, reply) =>
    reply.code(code).headers(headers).send('{}');

function ask(script: Answer[], more: Partial<HttpSettings> = {}, url = baseUrl) {
  answers = script;
  const { context, waits, retried } = testContext('crm', now);
  const settings: HttpSettings = {
    baseUrl: url,
    bucket: { name: 'crm', capacity: 10, refillPerSecond: 10 },
    judge: (reply) => judgeStatus(reply, now()),
    timeoutMs: 2_000,
    ...more,
  };
  const client = createHttpClient(settings, context);
  return { waits, retried, reply: () => client.json({ path: '/rows' }, name, noSignal) };
}

describe('the HTTP client', () => {
  it('keeps the digits of a reply', async () => {
    const { json } = await ask([ok]).reply();
    expect(writeLosslessJson(json)).toBe('{"amount":12500.50}');
  });

  it('waits as long as the source demands, then goes on', async () => {
    const { reply, waits } = ask([status(429, { 'retry-after': '7' }), ok]);
    await reply();
    expect(waits).toEqual([7_000]);
  });

  it('reads a date in Retry-After', async () => {
    const { reply, waits } = ask([status(503, { 'retry-after': 'Sun, 01 Mar 2026 00:00:05 GMT' }), ok]);
    await reply();
    expect(waits).toEqual([5_000]);
  });

  it('backs off by itself when a 429 names no pause, and gives up after three tries', async () => {
    const { reply, waits, retried } = ask([status(429)]);
    await expect(reply()).rejects.toMatchObject({ code: 'SOURCE_THROTTLED', subject: 'crm.deal page 2' });
    expect(asked).toBe(3);
    expect(waits).toHaveLength(2);
    expect(retried).toEqual(['1 SOURCE_THROTTLED', '2 SOURCE_THROTTLED']);
    expect(waits[1]).toBeGreaterThanOrEqual(500);
  });

  it('leaves a long pause to the caller', async () => {
    const { reply, waits } = ask([status(429, { 'retry-after': '3600' })]);
    await expect(reply()).rejects.toMatchObject({ code: 'SOURCE_THROTTLED', retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });

  it('tries again after a 502, a truncated body and a broken connection', async () => {
    const truncated: Answer = (_, reply) => reply.type('application/json').send('{"amount":125');
    const broken: Answer = (request, reply) => {
      reply.hijack();
      request.raw.socket.destroy();
    };
    await ask([status(502), truncated, ok]).reply();
    await ask([broken, ok]).reply();
  });

  it('says that a body is not JSON without repeating it', async () => {
    const { reply } = ask([(_, answer) => answer.type('application/json').send('<html>secret</html>')]);
    const failure: unknown = await reply().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('refuses a reply above its size limit at once', async () => {
    const { reply } = ask([(_, answer) => answer.send('x'.repeat(3_000_000))], { maxBytes: 1_048_576 });
    await expect(reply()).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      message: 'The reply is larger than 1 MiB.',
    });
    expect(asked).toBe(1);
  });

  it('does not carry credentials along a redirect', async () => {
    const { reply } = ask([status(302, { location: 'http://127.0.0.1:1/' })]);
    await expect(reply()).rejects.toMatchObject({ code: 'SOURCE_CONTRACT' });
  });

  it('calls an address where nobody listens unreachable', async () => {
    const { reply } = ask([ok], {}, 'http://127.0.0.1:1');
    await expect(reply()).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
  });

  it('stops at once when it is cancelled', async () => {
    const { context } = testContext('crm', now);
    const bucket = { name: 'crm', capacity: 1, refillPerSecond: 1 };
    const client = createHttpClient({ baseUrl, bucket, judge: () => ({ kind: 'ok' }) }, context);
    await expect(
      client.json({ path: '/rows' }, name, AbortSignal.abort(new Error('cancelled'))),
    ).rejects.toThrow('cancelled');
  });
});

describe('access tokens', () => {
  const byToken: Answer = (request, reply) =>
    request.headers.authorization === 'Bearer t2' ? ok(request, reply) : status(401)(request, reply);

  function authorised(values: readonly string[]) {
    let refreshed = 0;
    return {
      key: 'crm',
      refresh: async (): Promise<AccessToken> => {
        refreshed += 1;
        return { value: values[refreshed - 1] ?? 'none' };
      },
      headers: ({ value }: AccessToken) => ({ authorization: `Bearer ${value}` }),
    };
  }

  it('are renewed once when one has expired', async () => {
    await ask([byToken], { authorisation: authorised(['t1', 't2']) }).reply();
    expect(asked).toBe(2);
  });

  it('are not renewed again and again, and never shown', async () => {
    const { reply } = ask([status(401)], { authorisation: authorised(['secret1', 'secret2']) });
    const failure: unknown = await reply().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'SOURCE_AUTH' });
    expect(asked).toBe(2);
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('are fetched once for many callers, and again after they expire', async () => {
    let time = 0;
    let fetched = 0;
    const tokens = createMemoryTokens(() => new Date(time));
    const refresh = async () => ({ value: `t${++fetched}`, expiresAt: time + 10 });
    const get = () => tokens.get('crm', refresh, noSignal);
    expect((await Promise.all([get(), get(), get()])).map(({ value }) => value)).toEqual(['t1', 't1', 't1']);
    time = 11;
    expect((await Promise.all([get(), get()])).map(({ value }) => value)).toEqual(['t2', 't2']);
  });
});

describe('the limiter', () => {
  it('lets a burst through, then one call per refill, and keeps everybody out during a pause', async () => {
    let time = 0;
    const waits: number[] = [];
    const limiter = createMemoryLimiter(
      () => new Date(time),
      async (milliseconds) => {
        waits.push(milliseconds);
        time += milliseconds;
      },
    );
    const bucket = { name: 'crm', capacity: 2, refillPerSecond: 4 };
    for (let call = 0; call < 3; call += 1) await limiter.take(bucket, 1, noSignal);
    await limiter.pause(bucket, 5_000);
    await limiter.take(bucket, 1, noSignal);
    expect(waits).toEqual([250, 5_000]);
  });
});
