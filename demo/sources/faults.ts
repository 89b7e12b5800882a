import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const faultKinds = [
  'throttle',
  'throttle_silent',
  'server_error',
  'truncated',
  'expired_token',
  'quota',
  'changed_type',
  'removed_field',
  'short_page',
  'empty_body',
] as const;

const faultSchema = z.object({
  /** Requests whose path begins like this are hit. */
  path: z.string().startsWith('/'),
  kind: z.enum(faultKinds),
  count: z.number().int().positive().default(1),
  /** For changed_type and removed_field. */
  field: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** Faults ordered through `/_faults`, each used up request by request. */
export interface Faults {
  /** The fault that hits this request, if any. */
  of(request: FastifyRequest): Fault | undefined;
}

/**
 * `POST /_faults { path, kind, count?, field? }` orders a fault, `GET` lists those pending, `DELETE` forgets them; all with
 * `Authorization: Bearer <controlToken>`.
 */
export function installFaults(app: FastifyInstance, controlToken: string): Faults {
  const pending: Fault[] = [];
  const hit = new WeakMap<FastifyRequest, Fault>();
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_faults')) return guard(request, reply, controlToken);
    const fault = takeFault(pending, request.url);
    if (fault === undefined) return undefined;
    hit.set(request, fault);
    return answerEarly(fault, reply);
  });
  app.addHook('onSend', async (request, _reply, payload) => {
    const fault = hit.get(request);
    return fault === undefined || typeof payload !== 'string' ? payload : spoil(fault, payload);
  });
  app.post('/_faults', async (request, reply) => {
    const parsed = faultSchema.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    pending.push(parsed.data);
    return { pending };
  });
  app.get('/_faults', async () => ({ pending }));
  app.delete('/_faults', async () => ({ forgotten: pending.splice(0).length }));
  return { of: (request) => hit.get(request) };
}

function guard(request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply | undefined {
  if (request.headers.authorization === `Bearer ${token}`) return undefined;
  return reply.code(401).send({ error: 'The control token is missing or wrong.' });
}

function takeFault(pending: Fault[], url: string): Fault | undefined {
  const index = pending.findIndex(({ path }) => url.startsWith(path));
  const fault = pending[index];
  if (fault === undefined) return undefined;
  fault.count -= 1;
  if (fault.count === 0) pending.splice(index, 1);
  return { ...fault };
}

/** Faults that need no handler. The other ones are known to the handlers or spoil what they send. */
function answerEarly({ kind }: Fault, reply: FastifyReply): FastifyReply | undefined {
  if (kind === 'throttle')
    return reply.code(429).header('retry-after', '1').send({ error: 'Too Many Requests' });
  if (kind === 'throttle_silent') return reply.code(429).send({ error: 'Too Many Requests' });
  if (kind === 'server_error') {
    return reply.code(500).type('text/html').send('<html><body>Internal Server Error</body></html>');
  }
  return kind === 'empty_body' ? reply.type('application/json').send('[]') : undefined;
}

/** Works on the text, so that numbers too large for JavaScript stay as they are. */
function spoil({ kind, field = '' }: Fault, payload: string): string {
  const member = new RegExp(`"${field}":("(?:[^"\\\\]|\\\\.)*"|[-0-9.eE+]+|true|false|null)`, 'g');
  if (kind === 'truncated') return payload.slice(0, Math.floor(payload.length / 2));
  if (kind === 'changed_type') {
    return payload.replace(member, (_all, value: string) =>
      value.startsWith('"') ? `"${field}":1` : `"${field}":"value ${value}"`,
    );
  }
  if (kind !== 'removed_field') return payload;
  return payload.replace(new RegExp(`${member.source},?`, 'g'), '').replaceAll(',}', '}');
}
