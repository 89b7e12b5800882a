import { withheldFrom } from '../../access/confidential.ts';
import type { Config } from '../../config/load.ts';
import type { AnalystSettings } from '../../config/warehouse-users.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { type ClickHouseUser, hashPassword } from '../../infra/embedded/clickhouse/spawn.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { layers } from '../../models/kit/key.ts';

/**
 * The analysts of yardstick.yaml as users of the embedded ClickHouse. Throws CONFIG_INVALID for a row filter on a column that
 * none of the analyst's tables has: it would filter nothing.
 */
export async function analystsOf(
  { warehouse: { users }, file }: Pick<Config, 'warehouse' | 'file'>,
  assets: readonly Asset[],
): Promise<ClickHouseUser[]> {
  for (const [index, user] of users.entries()) refuseIdleRows(user, index, assets, file);
  return Promise.all(users.map(clickHouseUser));
}

async function clickHouseUser(user: AnalystSettings): Promise<ClickHouseUser> {
  const { name, password = '', passwordHash, role, may, databases, rows } = user;
  return {
    ...{ name, passwordHash: passwordHash ?? (await hashPassword(password)), rights: 'reader', databases },
    withheld: [...withheldFrom(role, may)],
    ...(rows === undefined ? {} : { rows }),
  };
}

function refuseIdleRows(
  { databases, rows = {} }: AnalystSettings,
  index: number,
  assets: readonly Asset[],
  file: string,
): void {
  // What stands in databases of one's own is known to ClickHouse only, which shows nothing until such a column is there.
  if (!databases.every((database) => layers.some((layer) => layer === database))) return;
  const readable = assets.filter(({ key }) => databases.some((database) => key.startsWith(`${database}.`)));
  const columns = new Set(readable.flatMap((asset) => Object.keys(asset.columns)));
  const unknown = Object.keys(rows).find((column) => !columns.has(column));
  if (unknown === undefined) return;
  throw new YardstickError(
    'CONFIG_INVALID',
    `warehouse.users.${index}.rows: found ${unknown}, expected a column of tables in ${databases.join(', ')}.`,
    { subject: file, advice: '`yardstick sql "SELECT DISTINCT name FROM system.columns"` lists them.' },
  );
}
