import { describe } from 'vitest';
import type { Available } from './prepared-folder.ts';

/** Tests of a client, skipped where it cannot be had. The title says why: `npm test` lists such titles at its end. */
export function describeClient(client: string, wanted: Available<unknown>, tests: () => void): void {
  if (!('missing' in wanted)) {
    describe(client, tests);
    return;
  }
  console.info(`${client} is left out: ${wanted.missing}`);
  describe.skip(`${client}: ${wanted.missing}`, tests);
}
