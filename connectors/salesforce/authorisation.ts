import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { AccessToken, ConnectorContext } from '../kit/connector.ts';
import { type Authorisation, createHttpClient, type HttpClient } from '../kit/http-client.ts';
import { type HttpReply, judgeStatus } from '../kit/http-reply.ts';
import { objectOf, textOf } from '../kit/json-fields.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { SalesforceConfig } from './config.ts';

/** Gets access tokens by the configured OAuth grant. They carry no expiry: a 401 tells. */
export function salesforceAuthorisation(config: SalesforceConfig, context: ConnectorContext): Authorisation {
  const http = createHttpClient(
    {
      baseUrl: config.loginUrl,
      bucket: { name: `${context.source}:login`, capacity: 5, refillPerSecond: 0.5 },
      judge: (reply) => judgeLogin(reply, context.now()),
      timeoutMs: 30_000,
    },
    context,
  );
  return {
    key: `salesforce:${new URL(config.loginUrl).host}:${config.clientId}:${config.grant}:${identityOf(config, context.source)}`,
    refresh: (signal) => requestToken(http, config, context, signal),
    headers: (token) => ({ authorization: `Bearer ${token.value}` }),
  };
}

/**
 * Who the token is for, as a digest that gives nothing away: organisations share the login host and may share the
 * connected app, and a credential that was changed must not go on with the token of the one before.
 */
function identityOf(config: SalesforceConfig, source: string): string {
  const { username, audience, refreshToken, clientSecret, privateKey } = config;
  const parts = [source, username, audience, refreshToken, clientSecret, privateKey].map(
    (part) => part ?? null,
  );
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

async function requestToken(
  http: HttpClient,
  config: SalesforceConfig,
  { source, now }: ConnectorContext,
  signal: AbortSignal,
): Promise<AccessToken> {
  const name = { source, page: 'login' };
  const form = grantForm(config, source, now());
  const { json } = await http.json({ method: 'POST', path: '/services/oauth2/token', form }, name, signal);
  const reply = objectOf(json, 'token', name);
  const value = textOf(reply.access_token);
  const instanceUrl = textOf(reply.instance_url);
  if (value === undefined || instanceUrl === undefined)
    throw new YardstickError('SOURCE_AUTH', 'The login reply holds no token or no instance address.', {
      subject: source,
    });
  return { value, instanceUrl };
}

function grantForm(config: SalesforceConfig, source: string, now: Date): Record<string, string> {
  const client = {
    client_id: config.clientId,
    ...(config.clientSecret === undefined ? {} : { client_secret: config.clientSecret }),
  };
  switch (config.grant) {
    case 'client_credentials':
      return { grant_type: 'client_credentials', ...client };
    case 'refresh_token':
      return { grant_type: 'refresh_token', ...client, refresh_token: config.refreshToken ?? '' };
    case 'jwt_bearer':
      return {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: signedAssertion(config, source, now),
      };
  }
}

function signedAssertion(config: SalesforceConfig, source: string, now: Date): string {
  const claims = {
    iss: config.clientId,
    sub: config.username,
    aud: config.audience ?? config.loginUrl,
    exp: Math.floor(now.getTime() / 1000) + 180,
  };
  try {
    return jwt.sign(claims, config.privateKey ?? '', { algorithm: 'RS256', noTimestamp: true });
  } catch {
    throw new YardstickError('CONFIG_INVALID', 'The private key is not a PEM key for RS256.', {
      subject: `sources.${source}.privateKey`,
    });
  }
}

/** 400 with `invalid_grant` and its kin is a refusal; the description may name the user and stays out. */
function judgeLogin(reply: HttpReply, now: Date): Verdict {
  if (reply.status !== 400) return judgeStatus(reply, now);
  const error = /"error"\s*:\s*"(\w+)"/.exec(reply.text)?.[1] ?? 'no reason given';
  return { kind: 'auth', reason: `Salesforce refused the login (${error}).` };
}
