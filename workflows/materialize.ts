import { executeChild, isCancellation, ParentClosePolicy, workflowInfo } from '@temporalio/workflow';
import type { BuildOutcome, BuildRequest } from '../activities/build-asset.ts';
import { building, quick } from './activity-proxies.ts';
import { problemOf } from './problem.ts';
import { searchAttributes } from './search-attributes.ts';

/** Builds one asset; a failure is a result, so that what does not depend on it goes on. */
export async function materialize(request: BuildRequest): Promise<BuildOutcome> {
  try {
    return await building.buildAsset(request);
  } catch (caught) {
    if (isCancellation(caught)) throw caught;
    const message = problemOf(caught);
    await quick.markNode({ runId: request.runId, asset: request.asset, status: 'failed', message });
    return { status: 'failed', changed: [], computed: 0, rows: 0, message };
  }
}

/** Starts `materialize` as a child that dies with its run. `round` grows when a run has to build an asset again. */
export function startMaterializing(request: BuildRequest, round: number): Promise<BuildOutcome> {
  const { workflowId, typedSearchAttributes } = workflowInfo();
  const runKind = typedSearchAttributes.get(searchAttributes.runKind);
  return executeChild(materialize, {
    args: [request],
    workflowId: `${workflowId}/build/${request.asset}${round === 1 ? '' : `/${round}`}`,
    parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
    typedSearchAttributes: [
      { key: searchAttributes.asset, value: request.asset },
      ...(runKind === undefined ? [] : [{ key: searchAttributes.runKind, value: runKind }]),
    ],
  });
}
