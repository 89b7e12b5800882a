import type { WorkflowExecutionDescription } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { z } from 'zod';
import type { RetryingPage } from '../../activities/extract-stream.ts';
import type { WaitingForLease } from '../../activities/hold-lease.ts';

/** Something in a run that does not get on: an attempt that failed and is repeated, or one that waits for other work. */
export type HoldUp = Failed | Waiting;

interface Failed {
  /** `erp.sales_order`, `mart.kpi_monthly`; undefined: the run itself. */
  readonly subject: string | undefined;
  /** How many attempts at it, or at one of its pages, have failed. */
  readonly failed: number;
  /** What the last of them said, with its advice. */
  readonly problem: string;
  /** When it is tried again; undefined while it is. */
  readonly nextAt: Date | undefined;
}

interface Waiting extends WaitingForLease {
  readonly subject: string | undefined;
}

/** What a client of Temporal is asked here. */
export interface DescribingClient {
  readonly workflow: {
    getHandle(workflowId: string): { describe(): Promise<Pick<WorkflowExecutionDescription, 'raw'>> };
  };
}

type Activity = NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number];

/** Asks Temporal what the run and the streams and assets under way in it are held up by. */
export async function holdUps(client: DescribingClient, workflowId: string): Promise<readonly HoldUp[]> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const children = (raw.pendingChildren ?? []).flatMap((child) => child.workflowId ?? []);
  const found = await Promise.all(
    children.map(async (child) => {
      const { raw: of } = await client.workflow.getHandle(child).describe();
      return (of.pendingActivities ?? []).flatMap((activity) => holdUpOf(subjectOf(child), activity));
    }),
  );
  const own = (raw.pendingActivities ?? []).flatMap((activity) => holdUpOf(undefined, activity));
  return [...own, ...found.flat()];
}

/** `nightly-…/read/erp.sales_order`, `nightly-…/build/mart.kpi_monthly/2`: the part people know. */
function subjectOf(childId: string): string {
  return /\/(?:read|build)\/([^/]+)/.exec(childId)?.[1] ?? childId;
}

function holdUpOf(subject: string | undefined, activity: Activity): readonly HoldUp[] {
  const beat = beatOf(activity.heartbeatDetails?.payloads);
  if (beat !== undefined) return [{ subject, ...beat }];
  const { attempt, lastFailure, nextAttemptScheduleTime: next } = activity;
  const failed = (attempt ?? 1) - 1;
  if (failed < 1 || !lastFailure) return [];
  const problem = lastFailure.timeoutFailureInfo ? silent : (lastFailure.message ?? '');
  const nextAt = next ? new Date(Number(next.seconds) * 1000 + (next.nanos ?? 0) / 1e6) : undefined;
  return [{ subject, failed, problem, nextAt }];
}

const silent = 'Its worker was not heard of any more.';

const beatSchema = z.union([
  z.object({ waitingFor: z.string() }) satisfies z.ZodType<WaitingForLease>,
  z
    .object({ failed: z.number(), problem: z.string() } satisfies Record<keyof RetryingPage, z.ZodType>)
    .transform((page) => ({ ...page, nextAt: undefined })),
]);

/** What an attempt that is at work is held up by; undefined when it gets on. */
function beatOf(payloads: readonly Payload[] | null | undefined): z.output<typeof beatSchema> | undefined {
  const [first] = payloads ?? [];
  if (first === undefined) return undefined;
  return beatSchema.safeParse(defaultPayloadConverter.fromPayload(first)).data;
}
