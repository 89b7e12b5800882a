import { z } from 'zod';
import { ledgerStreams } from './streams.ts';

/** Where it stands a worker knows; `streams` leaves out what a company decides elsewhere. */
export const ledgerConfig = z.strictObject({
  streams: z.array(z.enum(ledgerStreams.map(({ name }) => name))).optional(),
});

/** The streams that are wanted. */
export function wantedStreams({ streams }: z.infer<typeof ledgerConfig>) {
  return ledgerStreams.filter(({ name }) => streams === undefined || streams.includes(name));
}
