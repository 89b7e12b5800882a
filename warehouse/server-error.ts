import { ClickHouseError } from '@clickhouse/client';
import type { ErrorCode } from '../errors/catalogue.ts';
import { YardstickError } from '../errors/yardstick-error.ts';
import { serverWords } from './server-words.ts';

/** Server codes that mean "not now": too many queries, memory, timeout, disk, network, an earlier attempt still at work. */
const passing = new Map<string, ErrorCode>([
  ['159', 'WAREHOUSE_BUSY'],
  ['202', 'WAREHOUSE_BUSY'],
  ['209', 'WAREHOUSE_BUSY'],
  ['210', 'WAREHOUSE_BUSY'],
  ['216', 'WAREHOUSE_BUSY'],
  ['241', 'WAREHOUSE_MEMORY'],
  ['243', 'WAREHOUSE_DISK_FULL'],
]);

/**
 * Turns a failure of the driver or the server into our error: kind from the server's code, SQL attached. What the server
 * said is not kept as the cause, nor a parser's complaint about an answer, because both quote rows.
 */
export function warehouseError(caught: unknown, sql: string): YardstickError {
  if (caught instanceof YardstickError) return caught;
  if (caught instanceof ClickHouseError) return fromServer(caught, sql);
  const happened = serverWords(caught instanceof Error ? caught.message : String(caught));
  return new YardstickError('WAREHOUSE_UNREACHABLE', `The warehouse did not answer: ${happened}.`, {
    sql,
    cause: caught instanceof SyntaxError ? undefined : caught,
  });
}

function fromServer(error: ClickHouseError, sql: string): YardstickError {
  const code = isDiskFull(error) ? 'WAREHOUSE_DISK_FULL' : (passing.get(error.code) ?? 'WAREHOUSE_REFUSED');
  const words = serverWords(error.message);
  const message = code === 'WAREHOUSE_DISK_FULL' ? `The disk of the warehouse is full: ${words}` : words;
  return new YardstickError(code, `ClickHouse error ${error.code}: ${message}`, {
    sql,
  });
}

function isDiskFull(error: ClickHouseError): boolean {
  return /No space left on device|NOT_ENOUGH_SPACE/.test(error.message);
}
