import { setTimeout as pause } from 'node:timers/promises';
import { type Delivering, deliverMessages } from '../../activities/telling/deliver-messages.ts';

const restMs = 15_000;

/** Sends what is in the outbox until told to stop, beside the runs: whatever goes wrong here is logged and tried again. */
export async function keepDelivering(context: Delivering, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { sent, waiting, dead } = await deliverMessages(context, { signal }).catch((caught: unknown) => {
      console.error('Messages could not be delivered:', caught instanceof Error ? caught.message : caught);
      return { sent: 0, waiting: 0, dead: 0 };
    });
    // A full batch may have more behind it.
    if (sent + waiting + dead > 0) continue;
    await pause(restMs, undefined, { signal }).catch(() => undefined);
  }
}
