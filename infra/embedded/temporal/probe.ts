import type { Connection, ConnectionOptions } from '@temporalio/client';

/** Its client takes half a second to load, and most commands ask it nothing. */
async function connect(options: ConnectionOptions): Promise<Connection> {
  const client = await import('@temporalio/client');
  return client.Connection.connect(options);
}

/** Whether the server knows the namespace and its search attributes yet. */
export async function serves(
  address: string,
  namespace: string,
  searchAttributes: readonly string[],
): Promise<boolean> {
  const connection = await connect({ address, connectTimeout: '2 seconds' }).catch(() => undefined);
  if (connection === undefined) return false;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return searchAttributes.every((name) => name in customAttributes);
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}

/** Keeps the histories of finished workflows for two weeks; the dev server would drop them after a day, before Monday comes. */
export async function keepHistories(address: string, namespace: string): Promise<void> {
  const { msToTs } = await import('@temporalio/common/lib/time.js');
  const connection = await connect({ address });
  try {
    const config = { workflowExecutionRetentionTtl: msToTs('14 days') };
    await connection.workflowService.updateNamespace({ namespace, config });
  } finally {
    await connection.close();
  }
}
