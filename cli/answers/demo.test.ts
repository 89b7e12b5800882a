import { describe, expect, it } from 'vitest';
import { resetDemo } from './demo.ts';

describe('forgetting the sample company', () => {
  it.each(['CLICKHOUSE_URL', 'LEDGER_URL', 'TEMPORAL_ADDRESS'])(
    'is refused where %s names an engine that would remember',
    async (variable) => {
      await expect(resetDemo(true, { [variable]: 'elsewhere' })).rejects.toMatchObject({
        code: 'ORDER_REFUSED',
        subject: variable,
      });
    },
  );
});
