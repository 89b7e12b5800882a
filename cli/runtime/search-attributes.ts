import type { Client } from '@temporalio/client';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';

const names = Object.values(searchAttributes).map(({ name }) => name);

/** Number of the type Keyword in Temporal's interface. */
const keyword = 2;

/** Which of the attributes that runs are found by the namespace lacks. */
export async function missingSearchAttributes({ connection, options }: Client): Promise<readonly string[]> {
  const { namespace } = options;
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return names.filter((name) => customAttributes?.[name] === undefined);
}

/** The command by which an administrator of Temporal adds them. */
export function addingSearchAttributes(namespace: string, missing: readonly string[] = names): string {
  const wanted = missing.map((name) => `--name ${name} --type Keyword`).join(' ');
  return `temporal operator search-attribute create --namespace ${namespace} ${wanted}`;
}

/** Adds what is missing; without them no workflow can take a step. Error: TEMPORAL_ATTRIBUTES where that is not allowed. */
export async function ensureSearchAttributes(client: Client): Promise<void> {
  const { namespace } = client.options;
  try {
    const missing = await missingSearchAttributes(client);
    if (missing.length === 0) return;
    await client.connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new YardstickError('TEMPORAL_ATTRIBUTES', `Search attributes could not be prepared: ${reason}`, {
      subject: namespace,
      advice: `Let an administrator of Temporal run: ${addingSearchAttributes(namespace)}`,
      cause,
    });
  }
}
