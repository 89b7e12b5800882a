import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../pipeline/authenticate.ts';
import { ServerError } from '../server-error.ts';
import { headerText } from './header-text.ts';

/** Name and password from `X-ClickHouse-User`/`-Key`, Basic authorisation or the parameters; `default` without a password otherwise. */
export function credentials(request: IncomingMessage, parameters: URLSearchParams): Credentials {
  return { ...pair(request, parameters), address: request.socket.remoteAddress ?? '' };
}

type Pair = Omit<Credentials, 'address'>;

function pair(request: IncomingMessage, parameters: URLSearchParams): Pair {
  const user = headerText(request, 'x-clickhouse-user');
  if (user !== undefined) return { user, password: headerText(request, 'x-clickhouse-key') ?? '' };
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return basic(authorization);
  return { user: parameters.get('user') ?? 'default', password: parameters.get('password') ?? '' };
}

function basic(authorization: string): Pair {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization)?.[1];
  const [user, ...password] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  if (!user)
    throw new ServerError(516, 'AUTHENTICATION_FAILED', 'Invalid authentication: only Basic is understood.');
  return { user, password: password.join(':') };
}
