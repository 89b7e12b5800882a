import type { ErrorCode } from '../../errors/catalogue.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type PageName, subjectOf } from './page-name.ts';

/**
 * What a reply of the source means. Several vendors report failure with status 200, so the judgement takes the
 * whole reply. `reason` is read by people: vendor codes and field names, never row values or secrets.
 */
export type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'auth' | 'transient' | 'contract'; readonly reason: string }
  | { readonly kind: 'throttled' | 'quota'; readonly reason: string; readonly retryAfterMs?: number };

export type Failure = Exclude<Verdict, { kind: 'ok' }>;

const codes = {
  auth: 'SOURCE_AUTH',
  transient: 'SOURCE_BAD_RESPONSE',
  contract: 'SOURCE_CONTRACT',
  throttled: 'SOURCE_THROTTLED',
  quota: 'SOURCE_QUOTA',
} as const satisfies Record<Failure['kind'], ErrorCode>;

export function failureToError(failure: Failure, name: PageName): YardstickError {
  const pause =
    'retryAfterMs' in failure && failure.retryAfterMs !== undefined
      ? { retryAfterMs: failure.retryAfterMs }
      : {};
  return new YardstickError(codes[failure.kind], failure.reason, { subject: subjectOf(name), ...pause });
}
