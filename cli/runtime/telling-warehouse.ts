import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Warehouse } from '../../warehouse/client.ts';

/** The same warehouse, which tells of every statement that the server refuses: Temporal takes the message only. */
export function tellingWarehouse(warehouse: Warehouse, tell: (text: string) => void): Warehouse {
  const told = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    try {
      return await answer;
    } catch (caught) {
      const refused = caught instanceof YardstickError && caught.code === 'WAREHOUSE_REFUSED';
      if (refused && caught.sql !== undefined) tell(`${caught.message}\n${caught.sql}`);
      throw caught;
    }
  };
  return {
    command: (...statement) => told(warehouse.command(...statement)),
    rows: (...statement) => told(warehouse.rows(...statement)),
    insert: (...statement) => told(warehouse.insert(...statement)),
    ping: () => warehouse.ping(),
    close: () => warehouse.close(),
  };
}
