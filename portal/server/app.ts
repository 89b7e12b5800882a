import cookie from '@fastify/cookie';
import csrfProtection from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { PortalContext } from './context.ts';
import { dashboardRoutes } from './dashboards/routes.ts';
import { dataRoutes } from './data/routes.ts';
import { languageOf } from './language.ts';
import { fromFramework, problemOf, statusOf } from './problem/problem.ts';
import { sessionRoutes } from './session/routes.ts';

export interface AppOptions {
  readonly sessionSecret: string;
  readonly webFolder: string | undefined;
  readonly logLevel: string;
}

/** An address of the API at which there is nothing, with pages or without. */
const nowhere = '/api/nowhere';

/** The HTTP application over a context; nothing listens yet. */
export async function portalApp(context: PortalContext, options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    logger: { level: options.logLevel },
    bodyLimit: 64 * 1024,
    // Only behind a proxy is the forwarded address the client's.
    trustProxy: context.https,
    // What the router cannot read (`/%zz`) would get the framework's own words, without the headers of a response of ours.
    frameworkErrors: (_, request, reply) => {
      request.raw.url = nowhere;
      app.routing(request.raw, reply.raw);
    },
  });
  await protect(app, context, options.sessionSecret);
  explainErrors(app);
  app.get('/api/health', async () => ({ ok: true }));
  sessionRoutes(app, context);
  dashboardRoutes(app, context);
  dataRoutes(app, context);
  await servePages(app, options.webFolder);
  return app;
}

async function protect(app: FastifyInstance, context: PortalContext, secret: string): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(context.https) },
    hsts: context.https,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(cookie, { secret });
  await app.register(csrfProtection, {
    sessionPlugin: '@fastify/cookie',
    cookieOpts: { signed: true, httpOnly: true, sameSite: 'strict', path: '/', secure: context.https },
    getToken: (request) => String(request.headers['x-csrf-token'] ?? ''),
  });
  await app.register(rateLimit, { global: false });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
}

function contentPolicy(https: boolean): Record<string, string[]> {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(https ? { 'upgrade-insecure-requests': [] } : {}),
  };
}

/** The log keeps everything under the request's id; the browser gets a text and that id. */
function explainErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (caught, request, reply) => {
    const error = fromFramework(caught);
    const status = statusOf(error);
    request.log[status >= 500 ? 'error' : 'info'](
      { err: error, sql: error.sql, code: error.code },
      'refused',
    );
    if (error.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
    return reply.status(status).send(problemOf(error, languageOf(request), request.id));
  });
}

/** Built pages; every address that is no file and no API is the application's own. */
async function servePages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder !== undefined) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // File names under assets/ carry their content's hash.
        const forever = /[\\/]assets[\\/]/.test(path);
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (folder !== undefined && request.method === 'GET' && !request.url.startsWith('/api/')) {
      return reply.sendFile('index.html');
    }
    const error = new YardstickError('PORTAL_NOT_FOUND', 'There is nothing at this address.');
    return reply.status(404).send(problemOf(error, languageOf(request), request.id));
  });
}
