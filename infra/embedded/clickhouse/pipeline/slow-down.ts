/** Attempts that cost nothing extra. */
const free = { login: 5, address: 50 } as const;
const firstDelayMs = 250;
const longestDelayMs = 8_000;
const forgottenAfterMs = 60_000;

interface Attempts {
  count: number;
  last: number;
}

/** The two things that the slowing needs of the world; replaced in tests. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Makes guessing passwords slow: after five attempts at a login, or fifty from an address, each further one waits, twice as
 * long each time up to eight seconds, until a minute has passed without any. Who knows the password never waits for long, and
 * a pair that was right before not at all, because it is not asked about here.
 */
export class Slowdown {
  readonly #clock: Clock;
  readonly #attempts = new Map<string, Attempts>();

  constructor(clock: Clock = realClock) {
    this.#clock = clock;
  }

  /** Counted before the password is looked at, so that many attempts at once are no way around. */
  async attempt(login: string, address: string): Promise<void> {
    this.#forget();
    const delay = Math.max(
      this.#count(loginKey(login, address), free.login),
      this.#count(address, free.address),
    );
    if (delay > 0) await this.#clock.sleep(delay);
  }

  succeeded(login: string, address: string): void {
    this.#attempts.delete(loginKey(login, address));
    const from = this.#attempts.get(address);
    if (from !== undefined) from.count -= 1;
  }

  #count(key: string, allowed: number): number {
    const attempts = this.#attempts.get(key) ?? { count: 0, last: 0 };
    attempts.count += 1;
    attempts.last = this.#clock.now();
    this.#attempts.set(key, attempts);
    const over = attempts.count - allowed;
    return over <= 0 ? 0 : Math.min(firstDelayMs * 2 ** Math.min(over - 1, 10), longestDelayMs);
  }

  #forget(): void {
    const now = this.#clock.now();
    for (const [key, { last }] of this.#attempts)
      if (now - last > forgottenAfterMs) this.#attempts.delete(key);
  }
}

function loginKey(login: string, address: string): string {
  return JSON.stringify([login, address]);
}
