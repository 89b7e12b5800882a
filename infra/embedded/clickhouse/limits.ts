import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { type LimitSettings, limitsSchema } from '../../../config/limits.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';

/** Every limit with its value; sizes in bytes. Their meaning stands in config/limits.ts. */
export type Limits = { readonly [Name in keyof LimitSettings]-?: NonNullable<LimitSettings[Name]> } & {
  /** One user leaves at least a quarter of the queue to others. */
  readonly queuePerUser: number;
};

/** The limits asked for, the rest to fit the machine. */
export function limitsOf(asked: LimitSettings = {}, machineBytes = memoryOfMachine()): Limits {
  const queries = asked.queries ?? 24;
  const queue = asked.queue ?? 400;
  const memory = asked.memory ?? Math.floor(machineBytes * 0.6);
  return {
    queries,
    queriesPerUser: Math.min(queries, asked.queriesPerUser ?? Math.max(1, Math.floor(queries * 0.75))),
    queue,
    queuePerUser: Math.ceil(queue * 0.75),
    queueSeconds: asked.queueSeconds ?? 300,
    memory,
    memoryPerQuery: asked.memoryPerQuery ?? Math.floor(memory / 2),
    // The engine's own word for as many as there are processors.
    threadsPerQuery: asked.threadsPerQuery ?? 0,
    readerSeconds: asked.readerSeconds ?? 300,
    connections: asked.connections ?? 512,
    headSeconds: asked.headSeconds ?? 20,
    stalledSeconds: asked.stalledSeconds ?? 120,
    freeDisk: asked.freeDisk ?? 2 ** 30,
  };
}

/** Reads limits that another process has written as JSON. Throws CONFIG_INVALID. */
export function readLimits(file: string): LimitSettings {
  try {
    return limitsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new YardstickError('CONFIG_INVALID', 'The limits of the embedded ClickHouse could not be read.', {
      subject: file,
      cause,
    });
  }
}

/** A container may have less than the machine it runs on. */
function memoryOfMachine(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
