import { z } from 'zod';
import { sizeSchema } from './size.ts';

const seconds = z.number().positive();

/** What the embedded ClickHouse may take of the machine, and one client of it. What is left out has a default that fits the machine. */
export const limitsSchema = z.strictObject({
  /** Queries that run at once. Each takes two threads of 64. Default 24. */
  queries: z.int().min(1).max(30).optional(),
  /** Of these, for one user. Default three quarters: somebody else always finds a place. */
  queriesPerUser: z.int().min(1).max(30).optional(),
  /** Queries that wait for a place; further ones are refused with code 202. Default 400. */
  queue: z.int().min(0).max(10_000).optional(),
  /** A query that has waited so long is refused with code 202. Default 300. */
  queueSeconds: seconds.optional(),
  /** Of all queries together; one that would exceed it ends with code 241. Default 60 % of the machine's memory. */
  memory: sizeSchema.optional(),
  /** Of one query. Default half of `memory`. */
  memoryPerQuery: sizeSchema.optional(),
  /** `max_threads` of a query that asks for no number. Default: a thread for each processor. */
  threadsPerQuery: z.int().min(1).max(64).optional(),
  /** `max_execution_time` of users who only read, unless they ask for another. Default 300. */
  readerSeconds: seconds.optional(),
  /** Open connections; further ones are closed. Default 512. */
  connections: z.int().min(1).max(10_000).optional(),
  /** A connection whose request head takes longer is closed. Default 20. */
  headSeconds: seconds.optional(),
  /** A client that neither sends the rest of its request nor takes its answer for so long is left. Default 120. */
  stalledSeconds: seconds.optional(),
  /** With less space on the disk of the data folder, nothing is written that does not free space: code 243. Default 1 GiB. */
  freeDisk: sizeSchema.optional(),
});

export type LimitSettings = z.output<typeof limitsSchema>;
