import type { FastifyInstance } from 'fastify';
import { canSee } from '../../../access/resource.ts';
import { scopeOf } from '../../../access/row-scope.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../../../ledger/account.ts';
import { appendAudit } from '../../../ledger/audit.ts';
import { verifyPassword } from '../../../ledger/login.ts';
import { openSession, revokeSession } from '../../../ledger/session.ts';
import { csrf, loginRequest, type Me, me, whoami } from '../../api.ts';
import { answer } from '../answer.ts';
import { companyToday, type PortalContext } from '../context.ts';
import { parsed } from '../parsed.ts';
import { LoginLimit } from './login-limit.ts';
import { accountOf, clearSessionCookie, sessionToken, setSessionCookie, viewerOf } from './session.ts';

/** Sign in, sign out, who am I. */
export function sessionRoutes(app: FastifyInstance, context: PortalContext): void {
  const limit = new LoginLimit(context.failuresPerMinute, context.now);

  app.get('/api/csrf', async (_, reply) => answer(csrf, { token: reply.generateCsrf() }));

  app.get('/api/me', async (request) => {
    const account = await accountOf(context, request);
    return answer(whoami, { me: account === undefined ? null : meOf(context, account) });
  });

  app.post(
    '/api/session',
    {
      onRequest: app.csrfProtection,
      config: { rateLimit: { max: context.loginsPerMinute, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const { login, password } = parsed(loginRequest, request.body);
      limit.charge(login);
      const account = await checked(context, login, password);
      limit.forgive(login);
      const session = await openSession(context.db, account.id);
      setSessionCookie(reply, context, session.token);
      return answer(me, meOf(context, account));
    },
  );

  app.delete('/api/session', { onRequest: app.csrfProtection }, async (request, reply) => {
    const token = sessionToken(request);
    if (token !== undefined) await revokeSession(context.db, token);
    clearSessionCookie(reply);
    return {};
  });
}

/** One answer for unknown, wrong and locked, so that nobody learns which accounts exist; the audit tells them apart. */
async function checked(context: PortalContext, login: string, password: string): Promise<Account> {
  const outcome = await verifyPassword(context.db, login, password);
  await appendAudit(context.db, {
    actor: outcome.ok ? outcome.account.id : 'unknown',
    action: outcome.ok ? 'portal.signed-in' : 'portal.sign-in-refused',
    subject: outcome.ok ? outcome.account.id : login.slice(0, 200),
    detail: outcome.ok ? {} : { reason: outcome.reason },
  });
  if (outcome.ok) return outcome.account;
  throw new YardstickError('PORTAL_WRONG_LOGIN', `The login was ${outcome.reason}.`);
}

function meOf(context: PortalContext, account: Account): Me {
  const viewer = viewerOf(account);
  const { name, baseCurrency, timezone, language } = context.company;
  return {
    login: account.email,
    name: account.name,
    role: account.role,
    sees: scopeOf(viewer).kind,
    may: { export: canSee(viewer, 'tile:export'), data: canSee(viewer, 'data:health') },
    company: { name, currency: baseCurrency, timeZone: timezone, language: language === 'en' ? 'en' : 'zh' },
    today: companyToday(context),
  };
}
