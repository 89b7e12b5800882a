import { YardstickError } from '../../../errors/yardstick-error.ts';

const windowMs = 60_000;

/** How many logins are remembered, so that made-up ones cannot fill the memory. */
const remembered = 10_000;

interface Count {
  failures: number;
  /** When its minute began, in milliseconds. */
  readonly since: number;
}

/**
 * Slows down guessing at one login from many addresses. Logins that nobody has are counted like others, so the
 * refusal tells nobody which exist. A right password clears the count, which the store of @fastify/rate-limit cannot do.
 */
export class LoginLimit {
  private readonly counts = new Map<string, Count>();
  private readonly allowed: number;
  private readonly now: () => Date;

  constructor(failuresPerMinute: number, now: () => Date) {
    this.allowed = failuresPerMinute;
    this.now = now;
  }

  /**
   * Counts an attempt as failed before its password is looked at, so that guesses sent in parallel are counted too.
   * Throws PORTAL_TOO_MANY with the pause until the minute is over.
   */
  charge(login: string): void {
    const now = this.now().getTime();
    const count = this.countOf(keyOf(login), now);
    if (count.failures >= this.allowed) {
      throw new YardstickError('PORTAL_TOO_MANY', 'This login has failed too often within a minute.', {
        retryAfterMs: count.since + windowMs - now,
      });
    }
    count.failures += 1;
  }

  /** The password was right. */
  forgive(login: string): void {
    this.counts.delete(keyOf(login));
  }

  private countOf(key: string, now: number): Count {
    const known = this.counts.get(key);
    if (known !== undefined && now < known.since + windowMs) return known;
    // Deleted first, so that the map stays in the order in which the minutes began.
    this.counts.delete(key);
    const begun: Count = { failures: 0, since: now };
    this.counts.set(key, begun);
    this.forgetOldest();
    return begun;
  }

  private forgetOldest(): void {
    const [oldest] = this.counts.keys();
    if (oldest !== undefined && this.counts.size > remembered) this.counts.delete(oldest);
  }
}

/** The ledger takes logins for the same that differ in case or in spaces around them. */
function keyOf(login: string): string {
  return login.trim().toLowerCase();
}
