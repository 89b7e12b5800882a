import { ClickHouseError } from '@clickhouse/client';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { warehouseError } from '../../warehouse/server-error.ts';

/** Codes with which ClickHouse refuses for lack of rights: READONLY and ACCESS_DENIED. */
export type RightsCode = '164' | '497';

const listTables =
  'Correct the statement; `yardstick sql "SHOW TABLES FROM mart"` lists the tables of a layer.';
const listColumns =
  'Correct the statement; `yardstick sql "DESCRIBE TABLE mart.kpi_monthly"` lists the columns of a table.';

/** UNKNOWN_TABLE, UNKNOWN_DATABASE; NO_SUCH_COLUMN_IN_TABLE, UNKNOWN_IDENTIFIER. */
const lists = new Map([
  ['60', listTables],
  ['81', 'Correct the statement; `yardstick sql "SHOW DATABASES"` lists the layers.'],
  ['16', listColumns],
  ['47', listColumns],
  ['396', 'Add a LIMIT; for more, ask the HTTP endpoint that `yardstick status` shows, which streams.'],
]);

/** The error for a statement that failed; `adminMay` names the refusals that `--user admin` would not meet. */
export function sqlRefusal(caught: unknown, sql: string, adminMay: readonly RightsCode[]): YardstickError {
  const { code, message, advice } = warehouseError(caught, sql);
  const mended = code === 'WAREHOUSE_REFUSED' && caught instanceof ClickHouseError;
  return new YardstickError(code, sentence(message), {
    advice: mended ? adviceFor(caught.code, adminMay) : advice,
    sql,
  });
}

function adviceFor(code: string, adminMay: readonly string[]): string {
  if (adminMay.includes(code)) {
    return 'The user bi only reads, and published layers only; `--user admin` may read and change everything.';
  }
  return lists.get(code) ?? 'Correct the statement.';
}

/** The advice follows in the same line; the server ends its words as it likes. */
function sentence(words: string): string {
  const bare = words.trim();
  return /[.?!]$/.test(bare) ? bare : `${bare}.`;
}
