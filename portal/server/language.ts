import type { FastifyRequest } from 'fastify';
import type { Language } from '../../dashboards/kit/text.ts';

/** The language of an answer: asked for in the address (downloads cannot set headers), else by header. */
export function languageOf(request: FastifyRequest): Language {
  const query = request.query;
  const asked = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
  if (asked === 'en' || asked === 'zh') return asked;
  return request.headers['accept-language']?.toLowerCase().startsWith('en') ? 'en' : 'zh';
}
