import type { Quota } from './model.ts';
import { type QuotaAmounts, type QuotaInterval, quotaTypes } from './quota-limits.ts';

/** What those with one key have used of one interval. */
export interface QuotaCounter {
  readonly quota: string;
  readonly key: string;
  readonly interval: QuotaInterval;
  /** Milliseconds since 1970. */
  readonly endMs: number;
  readonly used: QuotaAmounts;
}

/** Counters that are kept before those of ended intervals are looked for. */
const many = 1_000;

/** Used amounts by quota, key and interval. In memory only, as in a server: a restart begins anew. */
export class QuotaCounters {
  readonly #counters = new Map<string, QuotaCounter>();
  readonly #now: () => number;
  #tidyAt = many;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The counters of a key as they are now, the longest interval first. */
  of(quota: Quota, key: string): QuotaCounter[] {
    const intervals = [...quota.intervals].sort((one, other) => other.seconds - one.seconds);
    return intervals.map((interval) => this.#current(quota, key, interval));
  }

  /** The counters of every key that has used some. */
  ofAll(quota: Quota): { readonly key: string; readonly counters: readonly QuotaCounter[] }[] {
    const keys = [...this.#counters.values()].filter((each) => each.quota === quota.id).map(({ key }) => key);
    return [...new Set(keys)].map((key) => ({ key, counters: this.of(quota, key) }));
  }

  add(quota: Quota, key: string, amounts: QuotaAmounts): void {
    for (const { used } of this.of(quota, key))
      for (const type of quotaTypes) used[type] = (used[type] ?? 0) + (amounts[type] ?? 0);
  }

  #current(quota: Quota, key: string, interval: QuotaInterval): QuotaCounter {
    const id = JSON.stringify([quota.id, key, interval.seconds]);
    const known = this.#counters.get(id);
    const now = this.#now();
    if (known !== undefined && now < known.endMs) return { ...known, interval };
    const length = interval.seconds * 1000;
    // Intervals of a server follow upon each other since 1970, or since a random time after it.
    const since = known?.endMs ?? (interval.randomized ? Math.floor(Math.random() * length) : 0);
    const endMs = since + (Math.floor((now - since) / length) + 1) * length;
    const counter = { quota: quota.id, key, interval, endMs, used: {} };
    this.#counters.set(id, counter);
    this.#tidy(now);
    return counter;
  }

  /** Clients may come with ever new keys. */
  #tidy(now: number): void {
    if (this.#counters.size < this.#tidyAt) return;
    for (const [id, { endMs }] of this.#counters) if (endMs <= now) this.#counters.delete(id);
    this.#tidyAt = 2 * this.#counters.size + many;
  }
}
