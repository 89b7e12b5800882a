import {
  decodeNativeBlocks,
  encodeNativeBlocks,
} from '../../../infra/embedded/clickhouse/codec/native-blocks.ts';
import { through } from '../../../infra/embedded/clickhouse/codec/test-stream.ts';
import { wireClient } from '../../../infra/embedded/clickhouse/test-wire.ts';
import { type Figure, timed } from '../figure.ts';
import type { Bench } from './http-client.ts';

/** Megabytes a second, of the data before compression. */
const target = 150;
const rounds = 7;
const select =
  "SELECT number, concat('customer ', toString(cityHash64(number))), toDateTime(number), toDecimal64(number % 1000000, 2) FROM numbers(1000000)";

/** How fast ClickHouse's own LZ4 blocks are written and read, checksums and all; JDBC uses them by default. */
export async function compressionFigures({ server }: Bench): Promise<readonly Figure[]> {
  const send = wireClient(server);
  const figures: Figure[] = [];
  for (const format of ['JSONEachRow', 'RowBinary']) {
    const data = (await send({ query: `${select} FORMAT ${format}` })).body;
    const blocks = await through(encodeNativeBlocks, data);
    figures.push(
      await speed(`native LZ4 out, ${format}`, data.length, () => through(encodeNativeBlocks, data)),
      await speed(`native LZ4 in, ${format}`, data.length, () => through(decodeNativeBlocks, blocks)),
    );
  }
  return figures;
}

async function speed(name: string, bytes: number, work: () => Promise<unknown>): Promise<Figure> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, await timed(work));
  const megabytes = bytes / 1000 / best;
  return {
    name,
    measured: `${Math.round(megabytes)} MB/s`,
    target: `at least ${target} MB/s`,
    met: megabytes >= target,
  };
}
