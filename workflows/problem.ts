import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  TimeoutFailure,
} from '@temporalio/workflow';

/** The sentence for people in whatever Temporal wrapped around it. */
export function problemOf(caught: unknown): string {
  if (
    (caught instanceof ActivityFailure || caught instanceof ChildWorkflowFailure) &&
    caught.cause !== undefined
  ) {
    return problemOf(caught.cause);
  }
  if (caught instanceof ApplicationFailure) return caught.message;
  if (caught instanceof TimeoutFailure)
    return 'No worker finished it in time. Look at the log of the worker, then run again.';
  return caught instanceof Error ? caught.message : String(caught);
}
