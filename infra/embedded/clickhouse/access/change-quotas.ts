import { randomUUID } from 'node:crypto';
import type { NamedKind } from './change-named.ts';
import { nobody, type Quota } from './model.ts';
import type { QuotaChanges } from './statement.ts';

/** How quotas are made and changed. */
export const quotaKind: NamedKind<Quota, QuotaChanges> = {
  what: 'quota',
  blank: (name) => ({ name, id: randomUUID(), keyedBy: 'none', intervals: [], to: nobody }),
  changed: (quota, { keyedBy = quota.keyedBy, to = quota.to, intervals = [] }) => ({
    ...quota,
    keyedBy,
    to,
    intervals: [
      ...quota.intervals.filter(({ seconds }) => !intervals.some((each) => each.seconds === seconds)),
      ...intervals.flatMap(({ interval }) => interval ?? []),
    ],
  }),
};
