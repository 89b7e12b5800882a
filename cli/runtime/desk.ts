import { userInfo } from 'node:os';
import { ApplicationFailure, type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Project } from '../../activities/project.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { DeskSettings, RunOrder, RunTicket } from '../../workflows/operations.ts';
import { taskQueue } from './task-queue.ts';

/** The id of the one workflow that takes orders. */
export const deskId = 'operations';

/** The names an order may use. */
export function deskSettings(project: Project): DeskSettings {
  return { sources: project.config.sources.map(({ name }) => name), assets: project.graph.order };
}

/**
 * Opens the desk. `replace` ends one that was left by an earlier version of the code, whose history the new one could not
 * replay; it holds nothing but settings, and the runs it started go on.
 */
export async function openDesk(
  client: Client,
  settings: DeskSettings,
  options: { readonly replace: boolean },
): Promise<void> {
  await client.workflow.start('operations', {
    taskQueue,
    workflowId: deskId,
    args: [settings],
    workflowIdConflictPolicy: options.replace ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
  });
  if (!options.replace) await update(client, 'configure', settings);
}

/** Orders a run; the answer comes at once. Error: ORDER_REFUSED with the reason. */
export function orderRun(client: Client, order: RunOrder): Promise<RunTicket> {
  return update(client, 'run', order);
}

/** Asks a run to stop; what it has committed stays. Error: ORDER_REFUSED. */
export function cancelRun(client: Client, workflowId: string): Promise<RunTicket> {
  return update(client, 'cancel', { workflowId, requestedBy: whoAsks() });
}

/** Who a run is said to be requested by. */
export function whoAsks(): string {
  return `${userInfo().username} (command line)`;
}

async function update<Answer>(client: Client, name: string, order: unknown): Promise<Answer> {
  try {
    const desk = client.workflow.getHandle(deskId);
    return await desk.executeUpdate<Answer, [unknown]>(name, { args: [order] });
  } catch (caught) {
    if (!(caught instanceof WorkflowUpdateFailedError)) throw caught;
    const reason = caught.cause instanceof ApplicationFailure ? caught.cause.message : caught.message;
    throw new YardstickError('ORDER_REFUSED', reason.replace(/[^.]$/, '$&.'), {
      subject: name,
      cause: caught,
    });
  }
}
