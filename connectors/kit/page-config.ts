import { z } from 'zod';

/** How much one page of a stream may hold, for sources that leave it to us. */
export const pageBounds = {
  pageRows: z.int().min(1).max(50_000).default(5000),
  pageBytes: z
    .int()
    .min(1024)
    .default(8 * 1024 * 1024),
} as const;

/** Fields of plain numbers whose sum is compared with what arrived. */
export const control = z.strictObject({ sums: z.array(z.string().min(1)) }).optional();
