import { executeChild, isCancellation, ParentClosePolicy, workflowInfo } from '@temporalio/workflow';
import { reading } from './activity-proxies.ts';
import { problemOf } from './problem.ts';

export interface LoadRequest {
  readonly runId: string;
  readonly source: string;
  readonly stream: string;
}

export interface Loaded {
  readonly pages: number;
  readonly read: number;
  readonly rows: number;
  /** Set when the stream could not be read to its end; what was committed counts. */
  readonly problem?: string;
}

/** Reads one stream to its end, an attempt at a time; a failure is a result, so that other sources go on. */
export async function loadStream(request: LoadRequest): Promise<Loaded> {
  const total = { pages: 0, read: 0, rows: 0 };
  try {
    for (let done = false; !done; ) {
      const part = await reading.extractStream(request);
      total.pages += part.pages;
      total.read += part.read;
      total.rows += part.rows;
      done = part.done;
    }
    await reading.reconcileStream(request);
    return total;
  } catch (caught) {
    if (isCancellation(caught)) throw caught;
    return { ...total, problem: problemOf(caught) };
  }
}

/** Starts `loadStream` as a child that dies with its run. */
export function startLoading(request: LoadRequest): Promise<Loaded> {
  return executeChild(loadStream, {
    args: [request],
    workflowId: `${workflowInfo().workflowId}/read/${request.source}.${request.stream}`,
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
  });
}
