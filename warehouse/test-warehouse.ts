import { sharedClickHouse } from '../infra/embedded/clickhouse/test-shared.ts';
import { openWarehouse, type Warehouse } from './client.ts';
import { createFoundations } from './ddl.ts';

export interface TestWarehouse {
  readonly warehouse: Warehouse;
  stop(): Promise<void>;
}

/** A warehouse of its own for one test file, on the real engine, with the tables every asset shares. */
export async function testWarehouse(): Promise<TestWarehouse> {
  const { url, username, password, stop } = await sharedClickHouse();
  const warehouse = openWarehouse({ url, username, password });
  await createFoundations(warehouse);
  return {
    warehouse,
    stop: async () => {
      await warehouse.close();
      await stop();
    },
  };
}
