import { Connection } from '@temporalio/client';

/** Whether the server knows the namespace and its search attributes yet. */
export async function serves(
  address: string,
  namespace: string,
  searchAttributes: readonly string[],
): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: '2 seconds' }).catch(
    () => undefined,
  );
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
