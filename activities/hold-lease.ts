import { setTimeout as sleep } from 'node:timers/promises';
import { YardstickError } from '../errors/yardstick-error.ts';
import { acquireLease, isHeld, type Lease, releaseLease, renewLease } from '../ledger/lease.ts';
import type { Attempt } from './attempt.ts';
import type { Context } from './context.ts';

const ttlSeconds = 60;

/** What whoever waits for a lease beats with, so that people see for whom. */
export interface WaitingForLease {
  readonly waitingFor: string;
}

interface Wanted {
  readonly key: string;
  /** In words that follow "waits for": `run 0198…`. */
  readonly who: string;
}

/**
 * Runs `work` under a lease, waiting for whoever has it, prolonging it meanwhile, giving it back at the end.
 * Work whose lease was lost must fail by its own compare-and-set; the epoch in the lease is what it compares.
 */
export async function holdLease<Result>(
  { db, worker }: Pick<Context, 'db' | 'worker'>,
  { key, who, attempt }: Wanted & { readonly attempt: Attempt },
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  const holder = `${who} (${worker}, attempt ${attempt.number})`;
  const lease = await obtain(db, { key, holder }, attempt);
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
  { db, worker }: Context,
  { key, who }: Wanted,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result | undefined> {
  const lease = await acquireLease(db, { key, holder: `${who} (${worker})`, ttlSeconds });
  if (isHeld(lease)) return undefined;
  try {
    return await work(lease);
  } finally {
    await releaseLease(db, lease);
  }
}

async function obtain(
  db: Context['db'],
  wanted: { readonly key: string; readonly holder: string },
  { signal, beat }: Attempt,
): Promise<Lease> {
  for (let waited = false; ; waited = true) {
    const answer = await acquireLease(db, { ...wanted, ttlSeconds });
    if (waited && !isHeld(answer)) beat({});
    if (!isHeld(answer)) return answer;
    if (signal.aborted) throw leaseNotFree(wanted.key, answer.heldBy);
    beat({ waitingFor: answer.heldBy } satisfies WaitingForLease);
    await sleep(500);
  }
}

function leaseNotFree(key: string, heldBy: string): YardstickError {
  return new YardstickError('LEASE_LOST', `It is held by ${heldBy}.`, { subject: key });
}
