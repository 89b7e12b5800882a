import type { ErrorCode } from '../../errors/catalogue.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type PageName, subjectOf } from '../kit/page-name.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly happened: string;
}

const bySqlState: readonly (readonly [RegExp, Meaning])[] = [
  [/^28/, { code: 'SOURCE_AUTH', happened: 'The database refused the user or password.' }],
  [/^42501$/, { code: 'SOURCE_AUTH', happened: 'The user may not read this table.' }],
  [/^3D000$/, { code: 'SOURCE_CONTRACT', happened: 'The database named in the address does not exist.' }],
  [/^42P01$/, { code: 'SOURCE_CONTRACT', happened: 'The table does not exist.' }],
  [/^42703$/, { code: 'SOURCE_CONTRACT', happened: 'A column does not exist.' }],
  [/^(22|42)/, { code: 'SOURCE_CONTRACT', happened: 'The table does not have the declared form.' }],
  [/^53300$/, { code: 'SOURCE_THROTTLED', happened: 'The database has no free connection.' }],
  [/^57014$/, { code: 'SOURCE_UNREACHABLE', happened: 'The query took longer than the statement timeout.' }],
  [/^(08|40|53|57)/, { code: 'SOURCE_UNREACHABLE', happened: 'The database ended the query.' }],
];

/** Node's codes for sockets, names, TLS and certificates. `ERR_INVALID_ARG_TYPE` and its kin are mistakes of ours. */
const networkCode = /^(E(?!RR_)[A-Z_]+|ERR_(TLS|SSL|SOCKET|STREAM)\w*|\w*(CERT|CRL|ISSUER|SIGNATURE)\w*)$/;

/** What the driver says of a lost connection; it gives these no code. */
const lostConnection =
  /^(Connection (terminated|ended)|timeout e|Query read timeout|Client (has encountered|was closed)|Received unexpected|The server does not support SSL|There was an error establishing)/;

/**
 * What a failed query means. The server's own message may quote row values, so only its code is passed on, and
 * the cause is kept only for failures below SQL. What is neither is no failure of the source, and comes back as it is.
 */
export function databaseError(caught: unknown, name: PageName): unknown {
  if (caught instanceof YardstickError) return caught;
  const code = codeOf(caught);
  const subject = subjectOf(name);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !isSystemCode(code))
    return serverError(code, subject);
  const reason = connectionFailure(caught, code);
  if (reason !== undefined)
    return new YardstickError('SOURCE_UNREACHABLE', `The connection failed or broke off (${reason}).`, {
      subject,
      cause: caught,
    });
  if (caught instanceof Error && caught.message.startsWith('SASL: '))
    return new YardstickError(
      'SOURCE_AUTH',
      'The database asks for a login these credentials do not allow.',
      {
        subject,
        cause: caught,
      },
    );
  return caught;
}

/** `EPIPE` has the form of an SQLSTATE. */
function isSystemCode(code: string): boolean {
  return /^E[A-Z]{4}$/.test(code);
}

function connectionFailure(caught: unknown, code: string | undefined): string | undefined {
  if (code !== undefined) return networkCode.test(code) ? code : undefined;
  return caught instanceof Error && lostConnection.test(caught.message) ? caught.message : undefined;
}

function serverError(code: string, subject: string): YardstickError {
  const meaning = bySqlState.find(([pattern]) => pattern.test(code))?.[1];
  const { code: ours, happened } = meaning ?? {
    code: 'SOURCE_BAD_RESPONSE',
    happened: 'The database reported an error.',
  };
  return new YardstickError(ours, `${happened.replace(/\.$/, '')} (SQLSTATE ${code}).`, { subject });
}

function codeOf(caught: unknown): string | undefined {
  if (caught instanceof AggregateError) return codeOf(caught.errors[0]);
  if (typeof caught !== 'object' || caught === null || !('code' in caught)) return undefined;
  return typeof caught.code === 'string' ? caught.code : undefined;
}
