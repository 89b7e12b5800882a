import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import type { Figure } from '../figure.ts';
import { compressionFigures } from './compression.ts';
import { latencyFigures } from './latency.ts';
import { memoryFigures } from './memory.ts';
import { transferFigures } from './transfer.ts';

const parts = {
  transfer: transferFigures,
  compression: compressionFigures,
  latency: latencyFigures,
  memory: memoryFigures,
};

/** Measures the embedded ClickHouse as its clients meet it; without names, all parts. */
export async function clickHouseFigures(names: readonly string[]): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-bench-'));
  const server = await testClickHouse([], folder);
  try {
    const figures: Figure[] = [];
    for (const [name, measure] of Object.entries(parts)) {
      if (names.length > 0 && !names.includes(name)) continue;
      console.error(`measuring ${name} …`);
      figures.push(...(await measure({ server, folder })));
    }
    return figures;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
