import { z } from 'zod';

export const weiboConfig = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.weibo.com/2'),
  /** The user token of the account whose posts are read. Most applications cannot renew it by themselves. */
  accessToken: z.string().min(1),
  /** Posts before this day, and their comments, are not loaded. */
  startDate: z.iso.date(),
  /** Two at least: a pinned post takes one place. */
  pageRows: z.int().min(2).max(200).default(100),
  /** Posts younger than this many days are read again on every run, with their newest comments. */
  recentDays: z.int().min(0).default(14),
  /** How many of the newest comments of a recent post are read again, since edits leave no trace. */
  rereadComments: z.int().nonnegative().default(200),
  /** How many of the newest comments of a post the interface shows at most. */
  readableComments: z.int().positive().default(1000),
  /** Calls an hour the application's level allows. */
  callsPerHour: z.int().positive().default(1000),
});

export type WeiboConfig = z.infer<typeof weiboConfig>;
