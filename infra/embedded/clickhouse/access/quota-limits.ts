import { z } from 'zod';

/** What a quota counts, in the order of the columns of `system.quota_limits`. Times in seconds, sizes in bytes. */
export const quotaTypes = [
  'queries',
  'query_selects',
  'query_inserts',
  'errors',
  'result_rows',
  'result_bytes',
  'read_rows',
  'read_bytes',
  'execution_time',
  'written_bytes',
] as const;

export type QuotaType = (typeof quotaTypes)[number];

/** Amounts by what they are of. */
export type QuotaAmounts = Partial<Record<QuotaType, number>>;

/** What those have in common who share a quota's counters. */
export const quotaKeys = [
  'none',
  'user_name',
  'ip_address',
  'forwarded_ip_address',
  'client_key',
  'client_key_or_user_name',
  'client_key_or_ip_address',
] as const;

export const quotaInterval = z.strictObject({
  seconds: z.number().int().positive(),
  /** Whether it begins at a random time, so that not everybody's begin at once. */
  randomized: z.boolean(),
  /** No entry: counted without a limit; 0 is none either, as in a server. */
  max: z.partialRecord(z.enum(quotaTypes), z.number().nonnegative()),
});

export type QuotaInterval = z.infer<typeof quotaInterval>;

/** Units of intervals in seconds, those of the calendar as a server takes them on average. */
export const intervalUnits = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  quarter: 7_889_238,
  year: 31_556_952,
} as const;
