import type { Logger } from 'pino';
import { flushBuffers } from './buffers.ts';
import { type CarryOptions, carryMemoryTables } from './memory-tables.ts';

/** What is to be done before the engine closes its folder for a moment; answers what is to be done after, which does not throw. */
export function rowsCarrier(options: CarryOptions & { readonly log: Pick<Logger, 'error'> }) {
  return async (): Promise<() => Promise<void>> => {
    await flushBuffers(options.engine);
    const { putBack, path } = await carryMemoryTables(options);
    return () =>
      putBack().catch((error: unknown) =>
        options.log.error({ error, kept: path }, 'rows of Memory tables could not be put back'),
      );
  };
}
