import { clientKeyMissing, quotaExceeded } from './errors.ts';
import { type AccessModel, includes, type Quota } from './model.ts';
import { QuotaCounters } from './quota-counters.ts';
import type { QuotaAmounts, QuotaType } from './quota-limits.ts';
import type { QuotaUsage } from './quota-usage.ts';

/** Who sends a request, as far as quotas ask. */
export interface QuotaAsker {
  readonly user: string;
  /** All that are on. */
  readonly roles: readonly string[];
  readonly address: string;
  /** `X-Forwarded-For`. */
  readonly forwardedFor: string;
  /** `X-ClickHouse-Quota`, or empty. */
  readonly clientKey: string;
}

/** The quota that counts for a user: of several the one that was made first. */
export function quotaFor(model: AccessModel, user: string, roles: readonly string[]): Quota | undefined {
  return model.quotas.find(({ to }) => includes(to, user, ...roles));
}

/** Quotas and what is used of them. */
export class Quotas {
  readonly #access: { readonly model: AccessModel };
  readonly #counters = new QuotaCounters();

  constructor(access: { readonly model: AccessModel }) {
    this.#access = access;
  }

  /** undefined where no quota counts. Throws 200 where it needs a key that the request does not bring. */
  shareOf(asker: QuotaAsker): QuotaShare | undefined {
    const quota = quotaFor(this.#access.model, asker.user, asker.roles);
    if (quota === undefined) return undefined;
    return new QuotaShare(this.#counters, quota, keyOf(quota, asker), asker.user);
  }

  /** Of everybody, those first whose quota was made first. */
  usage(current: QuotaShare | undefined): QuotaUsage[] {
    return this.#access.model.quotas.flatMap((quota) =>
      this.#counters.ofAll(quota).map(({ key, counters }) => ({
        quota,
        key,
        counters,
        isCurrent: quota.id === current?.quota.id,
      })),
    );
  }
}

/** A request's part in a quota. */
export class QuotaShare {
  readonly #counters: QuotaCounters;
  readonly quota: Quota;
  readonly #key: string;
  readonly #user: string;

  constructor(counters: QuotaCounters, quota: Quota, key: string, user: string) {
    this.#counters = counters;
    this.quota = quota;
    this.#key = key;
    this.#user = user;
  }

  /**
   * Counts a query before it runs: one of each of these types. Throws 201 where that is too many, where there were too many errors, or
   * where nothing is left of what it `needs`.
   */
  admit(types: readonly QuotaType[], needs: readonly QuotaType[]): void {
    for (const type of types) {
      this.account({ [type]: 1 });
      this.#refuse(type, (used, max) => used > max);
    }
    this.#refuse('errors', (used, max) => used > max);
    for (const type of needs) this.#refuse(type, (used, max) => used >= max);
  }

  /** Counts what was used; it is never too much, since it has happened. */
  account(amounts: QuotaAmounts): void {
    this.#counters.add(this.quota, this.#key, amounts);
  }

  get usage(): QuotaUsage {
    const counters = this.#counters.of(this.quota, this.#key);
    return { quota: this.quota, key: this.#key, isCurrent: true, counters };
  }

  /** As in a server, a maximum of 0 is none. */
  #refuse(type: QuotaType, isTooMuch: (used: number, max: number) => boolean): void {
    for (const { interval, used, endMs } of this.usage.counters) {
      const max = interval.max[type] || Number.POSITIVE_INFINITY;
      if (isTooMuch(used[type] ?? 0, max))
        throw quotaExceeded(this.#user, this.quota.name, {
          type,
          max,
          endMs,
          used: used[type] ?? 0,
          seconds: interval.seconds,
        });
    }
  }
}

function keyOf(quota: Quota, { user, address, forwardedFor, clientKey }: QuotaAsker): string {
  switch (quota.keyedBy) {
    case 'none':
      return '';
    case 'user_name':
      return user;
    case 'ip_address':
      return address;
    case 'forwarded_ip_address':
      // The last one was written by the proxy that is nearest.
      return forwardedFor.split(',').at(-1)?.trim() ?? '';
    case 'client_key':
      if (clientKey === '') throw clientKeyMissing(quota.name, user);
      return clientKey;
    case 'client_key_or_user_name':
      return clientKey || user;
    case 'client_key_or_ip_address':
      return clientKey || address;
  }
}
