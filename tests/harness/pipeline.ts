import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenContext, openContext, prepareEngines } from '../../cli/runtime/open-context.ts';
import { loadConfig } from '../../config/load.ts';
import type { TestClickHouse } from '../../infra/embedded/clickhouse/test-server.ts';
import { sharedClickHouse } from '../../infra/embedded/clickhouse/test-shared.ts';
import { sharedPostgres } from '../../infra/embedded/postgres/test-shared.ts';
import { type DirectResult, directRun } from '../faults/direct-run.ts';
import { type Needed, neededOf } from './part-of-product.ts';

/** A configuration on real engines, run by the activities themselves, in the order of the nightly but without Temporal. */
export interface Pipeline {
  readonly context: OpenContext;
  readonly clickhouse: TestClickHouse;
  /** Stands for the data home. */
  readonly home: string;
  run(): Promise<DirectResult>;
  stop(): Promise<void>;
}

export async function openPipeline(
  configFile: string,
  needed: Needed = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Pipeline> {
  const home = await mkdtemp(join(tmpdir(), 'yardstick-pipeline-'));
  const [postgres, clickhouse] = await Promise.all([sharedPostgres(), sharedClickHouse()]);
  const { url, username, password } = clickhouse;
  const address = {
    project: neededOf(loadConfig(configFile, { ...environment, YARDSTICK_HOME: home }), needed),
    ...{ ledgerUrl: postgres.url, clickhouse: { url, username, password }, tokenKey: randomBytes(32) },
  };
  const context = openContext(address);
  await prepareEngines(address, context);
  let runs = 0;
  return {
    ...{ context, clickhouse, home },
    run: () => {
      runs += 1;
      return directRun(context, {
        runId: `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}`,
        kind: 'manual',
      });
    },
    stop: async () => {
      await context.close();
      await clickhouse.stop();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
