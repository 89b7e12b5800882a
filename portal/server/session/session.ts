import type { FastifyReply, FastifyRequest } from 'fastify';
import { canSee, type Resource } from '../../../access/resource.ts';
import type { Viewer } from '../../../access/viewer.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import type { Account } from '../../../ledger/account.ts';
import { appendAudit } from '../../../ledger/audit.ts';
import { sessionAccount } from '../../../ledger/session.ts';
import type { PortalContext } from '../context.ts';

const cookieName = 'yardstick_session';

/** The cookie no script can read and no other site can send. */
export function setSessionCookie(reply: FastifyReply, context: PortalContext, token: string): void {
  reply.setCookie(cookieName, token, {
    httpOnly: true,
    sameSite: 'strict',
    secure: context.https,
    path: '/',
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: '/' });
}

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName];
}

/** Whose session the request carries; undefined when there is none, or it is over or revoked. */
export async function accountOf(
  context: PortalContext,
  request: FastifyRequest,
): Promise<Account | undefined> {
  const token = sessionToken(request);
  return token === undefined ? undefined : sessionAccount(context.db, token);
}

/** Throws PORTAL_SIGN_IN. */
export async function signedIn(context: PortalContext, request: FastifyRequest): Promise<Account> {
  const account = await accountOf(context, request);
  if (account !== undefined) return account;
  throw new YardstickError('PORTAL_SIGN_IN', 'The request carries no session that is in force.');
}

/** The viewer, once allowed the resource. A refusal is written to the audit. Throws PORTAL_SIGN_IN, PORTAL_FORBIDDEN. */
export async function viewerFor(
  context: PortalContext,
  request: FastifyRequest,
  ...resources: readonly Resource[]
): Promise<Viewer> {
  const viewer = viewerOf(await signedIn(context, request));
  const denied = resources.find((resource) => !canSee(viewer, resource));
  if (denied === undefined) return viewer;
  await appendAudit(context.db, {
    actor: viewer.accountId,
    action: 'portal.denied',
    subject: denied,
    detail: { role: viewer.role },
  });
  throw new YardstickError('PORTAL_FORBIDDEN', `The role ${viewer.role} may not see this.`, {
    subject: denied,
  });
}

export function viewerOf(account: Account): Viewer {
  return {
    accountId: account.id,
    role: account.role,
    employeeId: account.employeeId ?? undefined,
    teamId: account.teamId ?? undefined,
    region: account.region ?? undefined,
  };
}
