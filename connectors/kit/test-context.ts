import type { YardstickError } from '../../errors/yardstick-error.ts';
import type {
  Connector,
  ConnectorContext,
  Cursor,
  SliceSpec,
  SourcePage,
  SourceRecord,
} from './connector.ts';
import { createMemoryTokens } from './memory-tokens.ts';

/** A context for tests: budgets in memory, and waits that are noted instead of slept, as failed tries are. */
export function testContext(source: string, now: () => Date = () => new Date()) {
  const waits: number[] = [];
  const wait = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
  };
  const endless = { take: async () => undefined, pause: async () => undefined };
  const retried: string[] = [];
  const retrying = (failed: number, problem: YardstickError) => {
    retried.push(`${failed} ${problem.code}`);
  };
  const context: ConnectorContext = {
    ...{ source, limiter: endless, tokens: createMemoryTokens(now), now, wait, retrying },
  };
  return { context, waits, retried };
}

export const noSignal = new AbortController().signal;

/** Reads a slice to its end. */
export async function readAll(
  connector: Connector,
  slice: SliceSpec,
  from?: Cursor,
): Promise<{ readonly pages: readonly SourcePage[]; readonly records: readonly SourceRecord[] }> {
  const pages: SourcePage[] = [];
  for await (const page of connector.read(slice, from, noSignal)) pages.push(page);
  return { pages, records: pages.flatMap(({ records }) => records) };
}

/** The only slice there is. */
export function single(slices: readonly SliceSpec[]): SliceSpec {
  const [slice] = slices;
  if (slice === undefined || slices.length > 1)
    throw new Error(`Expected one slice, found ${slices.length}.`);
  return slice;
}
