import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { asYardstickError, type YardstickError } from '../errors/yardstick-error.ts';

/** What Temporal sees of an error: the sentence for people, the code as type, whether and when to try again. */
export function toFailure(caught: unknown): Error {
  if (caught instanceof CancelledFailure || caught instanceof ApplicationFailure) return caught;
  return failureOf(asYardstickError(caught));
}

function failureOf(error: YardstickError): ApplicationFailure {
  return ApplicationFailure.create({
    message: error.explain(),
    type: error.code,
    // A bug may be a race that a second attempt does not meet; the retry policy bounds it.
    nonRetryable: !error.retryable && error.kind !== 'bug',
    ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: error.retryAfterMs }),
  });
}
