import type { Connector, SliceSpec, StreamProgress } from '../connectors/kit/connector.ts';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { Lease } from '../ledger/lease.ts';
import { abandonSlice, openSlice, type SliceRecord, slicesOf } from '../ledger/slice.ts';
import { declareStream } from '../warehouse/stream-declaration.ts';
import type { Attempt } from './attempt.ts';
import type { Context } from './context.ts';
import { readSlice } from './extraction/read-slice.ts';
import { sliceSpec, specJson } from './extraction/slice-spec.ts';
import { holdLease } from './hold-lease.ts';

export interface ExtractRequest {
  readonly runId: string;
  readonly source: string;
  readonly stream: string;
}

export interface Extracted {
  readonly pages: number;
  /** Rows the source sent. */
  readonly read: number;
  /** Rows that were new or changed. */
  readonly rows: number;
  /** False: call again, there is more. */
  readonly done: boolean;
}

/** What an attempt beats with while the source refuses it a page. */
export interface RetryingPage {
  readonly failed: number;
  readonly problem: string;
}

/** One attempt reads for about this long, so that progress shows and a retry repeats little. */
const budgetMs = 20_000;

/** Reads a stream on from its last committed page for a while. Exactly one attempt per stream writes at a time. */
export async function extractStream(
  context: Context,
  attempt: Attempt,
  request: ExtractRequest,
): Promise<Extracted> {
  const subject = `${request.source}.${request.stream}`;
  const connector = await context.connect(request.source, {
    retrying: (failed, problem) =>
      attempt.beat({ failed, problem: problem.explain() } satisfies RetryingPage),
  });
  try {
    return await holdLease(
      context,
      { key: `stream:${subject}`, who: `run ${request.runId}`, attempt },
      (lease) => readOn(context, { request, connector, lease, signal: attempt.signal, beat: attempt.beat }),
    );
  } finally {
    await connector.close();
  }
}

interface Reading {
  readonly request: ExtractRequest;
  readonly connector: Connector;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  readonly beat: Attempt['beat'];
}

async function readOn(context: Context, reading: Reading): Promise<Extracted> {
  context.fault('extract.leased');
  await prepare(context, reading);
  const slices = await openSlices(context, reading);
  context.fault('extract.sliced');
  const total = { pages: 0, read: 0, rows: 0 };
  const until = Date.now() + budgetMs;
  const progressed = (page: { rows: number; read: number }) => {
    total.pages += 1;
    total.read += page.read;
    total.rows += page.rows;
    reading.beat({ ...total });
    return Date.now() < until && !reading.signal.aborted;
  };
  for (const spec of slices) {
    const { connector, lease, signal, request } = reading;
    const finished = await readSlice(context, { ...request, spec, connector, lease, signal, progressed });
    if (!finished) return { ...total, done: false };
  }
  return { ...total, done: true };
}

async function prepare({ warehouse }: Context, { request, connector }: Reading): Promise<void> {
  const declaration = connector.streams.find(({ name }) => name === request.stream);
  if (declaration === undefined) {
    throw new YardstickError('SOURCE_CONTRACT', 'The source has no such stream.', {
      subject: `${request.source}.${request.stream}`,
    });
  }
  await declareStream(warehouse, request, declaration.fields);
}

/**
 * What is left to read: slices begun and not finished, and, once per run, whatever has come since. A slice begun that the
 * connector does not name any more, such as a pass that grew too old, is abandoned.
 */
async function openSlices(
  context: Context,
  { request, connector, signal }: Reading,
): Promise<readonly SliceSpec[]> {
  const { source, stream, runId } = request;
  const known = await slicesOf(context.db, source, stream);
  if (!known.some((slice) => slice.runId === runId)) {
    const wanted = await connector.slices(stream, progressOf(known), signal);
    const ids = new Set(wanted.map(({ id }) => id));
    // First: after a kill in between, what was opened would say that the connector has been asked.
    for (const slice of known.filter((each) => each.state === 'open' && !ids.has(each.slice)))
      await abandonSlice(context.db, slice);
    for (const spec of wanted)
      await openSlice(context.db, { source, stream, slice: spec.id, spec: specJson(spec), runId });
  }
  const now = await slicesOf(context.db, source, stream);
  return now.filter((slice) => slice.state === 'open').map(sliceSpec);
}

function progressOf(known: readonly SliceRecord[]): StreamProgress {
  return {
    slices: known.flatMap((record) =>
      record.state === 'abandoned' ? [] : [{ slice: sliceSpec(record), state: record.state }],
    ),
  };
}
