/** How long those who are inside may go on before they are asked to leave. */
const leaveWithinMs = 10_000;

/** Lets any number through at once, or one alone: it waits until the others are out, and new ones wait for it. */
export class Turnstile {
  #inside = 0;
  #free: Promise<void> = Promise.resolve();
  #emptied: (() => void) | undefined;
  #leave = new AbortController();

  get isEmpty(): boolean {
    return this.#inside === 0;
  }

  /** Runs the work among others. Its signal aborts when somebody has waited too long to be alone. */
  async pass<T>(work: (leave: AbortSignal) => Promise<T>): Promise<T> {
    for (let free = this.#free; ; free = this.#free) {
      await free;
      if (free === this.#free) break;
    }
    this.#inside += 1;
    try {
      return await work(this.#leave.signal);
    } finally {
      this.#inside -= 1;
      if (this.#inside === 0) this.#emptied?.();
    }
  }

  /** Runs the work alone; calls queue up. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#free;
    const result = before.then(() => this.#empty()).then(work);
    this.#free = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async #empty(): Promise<void> {
    if (this.#inside === 0) return;
    const late = setTimeout(() => this.#leave.abort(), leaveWithinMs);
    await new Promise<void>((resolve) => {
      this.#emptied = resolve;
    });
    this.#emptied = undefined;
    clearTimeout(late);
    this.#leave = new AbortController();
  }
}
