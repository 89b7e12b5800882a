import { YardstickError } from '../../errors/yardstick-error.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';

const names = Object.values(searchAttributes).map(({ name }) => name);

/** Number of the type Keyword in Temporal's interface. */
const keyword = 2;

/** Numbers of PERMISSION_DENIED and UNIMPLEMENTED in gRPC: Temporal will not let us, now or later. */
const notForUs: readonly unknown[] = [7, 12];

/** What a client of Temporal is asked here. */
export interface AttributesClient {
  readonly options: { readonly namespace: string };
  readonly connection: {
    readonly operatorService: {
      listSearchAttributes(request: {
        namespace: string;
      }): Promise<{ customAttributes?: Readonly<Record<string, unknown>> | null }>;
      addSearchAttributes(request: {
        namespace: string;
        searchAttributes: Record<string, number>;
      }): Promise<unknown>;
    };
  };
}

/** Which of the attributes that runs are found by the namespace lacks. */
export async function missingSearchAttributes({
  connection,
  options,
}: AttributesClient): Promise<readonly string[]> {
  const { namespace } = options;
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return names.filter((name) => customAttributes?.[name] === undefined);
}

/** The command by which an administrator of Temporal adds them. */
export function addingSearchAttributes(namespace: string, missing: readonly string[] = names): string {
  const wanted = missing.map((name) => `--name ${name} --type Keyword`).join(' ');
  return `temporal operator search-attribute create --namespace ${namespace} ${wanted}`;
}

/**
 * Adds what is missing; without them no workflow can take a step. Where even asking is not allowed they may be there all the
 * same. Error: TEMPORAL_ATTRIBUTES where adding is not allowed; any other failure passes as it is.
 */
export async function ensureSearchAttributes(client: AttributesClient): Promise<void> {
  const missing = await missingAsFarAsKnown(client);
  if (missing.length === 0) return;
  try {
    await add(client, missing);
  } catch (caught) {
    // Another worker that starts at the same moment may have been first.
    if ((await missingAsFarAsKnown(client)).length === 0) return;
    throw isNotForUs(caught) ? refused(client, caught) : caught;
  }
}

async function missingAsFarAsKnown(client: AttributesClient): Promise<readonly string[]> {
  try {
    return await missingSearchAttributes(client);
  } catch (caught) {
    if (isNotForUs(caught)) return [];
    throw caught;
  }
}

async function add({ connection, options }: AttributesClient, missing: readonly string[]): Promise<void> {
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, keyword]));
  await connection.operatorService.addSearchAttributes({ namespace: options.namespace, searchAttributes });
}

function isNotForUs(caught: unknown): caught is Error {
  return caught instanceof Error && 'code' in caught && notForUs.includes(caught.code);
}

function refused({ options: { namespace } }: AttributesClient, cause: Error): YardstickError {
  const happened = `Search attributes could not be prepared: ${cause.message}`;
  return new YardstickError('TEMPORAL_ATTRIBUTES', happened, {
    subject: namespace,
    advice: `Let an administrator of Temporal run: ${addingSearchAttributes(namespace)}`,
    cause,
  });
}
