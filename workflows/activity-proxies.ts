import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create.ts';

/** Short statements on ledger and warehouse. They are all safe to repeat. */
export const quick = proxyActivities<
  Pick<Activities, 'planStreams' | 'markNode' | 'closeRun' | 'announce' | 'watchNightly'>
>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '20 seconds' },
});

/** Reading a source: an attempt is short, its pages are kept, so it may be repeated often. */
export const reading = proxyActivities<Pick<Activities, 'extractStream' | 'reconcileStream'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 8 },
});

/** Computing in the warehouse: long, and without anything visible before it is published. */
export const building = proxyActivities<
  Pick<Activities, 'planBuild' | 'buildAsset' | 'publishRun' | 'sweep'>
>({
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds', maximumAttempts: 8 },
});
