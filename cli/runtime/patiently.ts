import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly forMs?: number;
  readonly everyMs?: number;
}

/** Asks until there is an answer; after `forMs` the failure is thrown as it is. For engines that are started again meanwhile. */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  { forMs = 120_000, everyMs = 1_000 }: Patience = {},
): Promise<Answer> {
  const until = Date.now() + forMs;
  for (;;) {
    try {
      return await ask();
    } catch (caught) {
      if (Date.now() + everyMs > until) throw caught;
    }
    await pause(everyMs);
  }
}
