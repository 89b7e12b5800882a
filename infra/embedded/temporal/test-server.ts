import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { startTemporal, type TemporalOptions } from './start.ts';

export interface TestTemporal {
  readonly address: string;
  readonly namespace: string;
  stop(): Promise<void>;
}

/** A Temporal of a test's own: empty, without UI, on a free port, with a run's search attributes unless others are named; `stop` removes everything. */
export async function testTemporal(
  options: Pick<TemporalOptions, 'searchAttributes'> = {},
): Promise<TestTemporal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yardstick-temporal-'));
  const start = async () =>
    startTemporal({ ...options, dataDir, port: await getPort({ host: '127.0.0.1' }) });
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    // Between asking for a free port and listening on it, another test can take it.
    const { address, namespace, stop } = await start().catch(start);
    return { address, namespace, stop: () => stop().then(remove) };
  } catch (caught) {
    await remove();
    throw caught;
  }
}
