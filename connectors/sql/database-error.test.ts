import { describe, expect, it } from 'vitest';
import { databaseError } from './database-error.ts';

const name = { source: 'erp', stream: 'orders', page: 'x page 1' };
const coded = (code: string, message = 'text') => Object.assign(new Error(message), { code });

describe('a failed query', () => {
  it.each([
    coded('ECONNREFUSED'),
    coded('EPIPE'),
    coded('EAI_AGAIN'),
    coded('ERR_TLS_CERT_ALTNAME_INVALID'),
    coded('SELF_SIGNED_CERT_IN_CHAIN'),
    coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')]),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Client has encountered a connection error and is not queryable'),
  ])('below SQL is passing and keeps its cause: %s', (cause) => {
    expect(databaseError(cause, name)).toMatchObject({
      code: 'SOURCE_UNREACHABLE',
      subject: 'erp.orders x page 1',
      cause,
    });
  });

  it('in SQL shows its code and nothing of the message', () => {
    const failure = databaseError(coded('22P02', 'invalid input syntax: "Li Wei"'), name);
    expect(failure).toMatchObject({ code: 'SOURCE_CONTRACT' });
    expect(failure).not.toHaveProperty('cause');
    expect(String(failure)).toContain('SQLSTATE 22P02');
    expect(String(failure)).not.toContain('Li Wei');
  });

  it('for want of a password is one of authentication', () => {
    const cause = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
    expect(databaseError(cause, name)).toMatchObject({ code: 'SOURCE_AUTH', cause });
  });

  it.each([
    new TypeError('Cannot read properties of undefined'),
    Object.assign(new TypeError('The argument must be a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
    'thrown text',
  ])('of our own making comes back as it is: %s', (ours) => {
    expect(databaseError(ours, name)).toBe(ours);
  });
});
