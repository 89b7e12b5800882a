import { z } from 'zod';
import type { SliceSpec } from '../../connectors/kit/connector.ts';
import type { SliceRecord } from '../../ledger/slice.ts';

const stored = z.object({
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  complete: z.boolean(),
});

/** A slice as the ledger keeps it. */
export function specJson({ params, complete }: SliceSpec): Readonly<Record<string, unknown>> {
  return { params, complete };
}

/** A slice as the connector made it. */
export function sliceSpec(record: SliceRecord): SliceSpec {
  return { stream: record.stream, id: record.slice, ...stored.parse(record.spec) };
}
