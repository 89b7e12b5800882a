import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { asYardstickError, type YardstickError } from '../errors/yardstick-error.ts';

/** What Temporal sees of an error: the sentence for people, the code as type, whether and when to try again. */
export function toFailure(caught: unknown, attempt: number): Error {
  if (caught instanceof CancelledFailure || caught instanceof ApplicationFailure) return caught;
  return failureOf(asYardstickError(caught), attempt);
}

/** What nobody expected may be a race that a further attempt does not meet; a statement refused stays refused. */
const unexpectedAttempts = 2;

function failureOf(error: YardstickError, attempt: number): ApplicationFailure {
  const unexpected = error.code === 'UNEXPECTED' && attempt < unexpectedAttempts;
  return ApplicationFailure.create({
    message: error.explain(),
    type: error.code,
    nonRetryable: !error.retryable && !unexpected,
    ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: error.retryAfterMs }),
  });
}
