import { setTimeout as sleep } from 'node:timers/promises';
import { YardstickError } from '../errors/yardstick-error.ts';
import { acquireLease, isHeld, type Lease, releaseLease, renewLease } from '../ledger/lease.ts';
import type { Context } from './context.ts';

const ttlSeconds = 60;

export interface LeaseWait {
  readonly key: string;
  readonly holder: string;
  readonly signal: AbortSignal;
  /** Called while waiting, so that the activity's heartbeat goes on. */
  readonly waiting?: (heldBy: string) => void;
}

/**
 * Runs `work` under a lease, waiting for whoever has it, prolonging it meanwhile, giving it back at the end.
 * Work whose lease was lost must fail by its own compare-and-set; the epoch in the lease is what it compares.
 */
export async function holdLease<Result>(
  { db }: Context,
  wait: LeaseWait,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const lease = await obtain(db, wait);
  const renewal = setInterval(() => void renewLease(db, lease).catch(() => false), (ttlSeconds * 1000) / 4);
  try {
    return await work(lease);
  } finally {
    clearInterval(renewal);
    await releaseLease(db, lease);
  }
}

/** Runs `work` under a lease that nobody has at this moment; otherwise leaves it for another time and answers undefined. */
export async function holdIfFree<Result>(
  { db }: Context,
  { key, holder }: { readonly key: string; readonly holder: string },
  work: (lease: Lease) => Promise<Result>,
): Promise<Result | undefined> {
  const lease = await acquireLease(db, { key, holder, ttlSeconds });
  if (isHeld(lease)) return undefined;
  try {
    return await work(lease);
  } finally {
    await releaseLease(db, lease);
  }
}

async function obtain(db: Context['db'], wait: LeaseWait): Promise<Lease> {
  for (;;) {
    const answer = await acquireLease(db, { key: wait.key, holder: wait.holder, ttlSeconds });
    if (!isHeld(answer)) return answer;
    if (wait.signal.aborted) throw leaseNotFree(wait.key, answer.heldBy);
    wait.waiting?.(answer.heldBy);
    await sleep(500);
  }
}

function leaseNotFree(key: string, heldBy: string): YardstickError {
  return new YardstickError('LEASE_LOST', `It is held by ${heldBy}.`, { subject: key });
}
