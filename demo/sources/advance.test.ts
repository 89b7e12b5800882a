import { describe, expect, it } from 'vitest';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { advanceSampleCompany } from './advance.ts';
import { serveSampleCompany } from './serve.ts';
import { databaseUrl, options, rowsOf, secrets, testSampleCompany } from './test-sample-company.ts';

const { postgresUrl } = testSampleCompany();

describe('advancing', () => {
  it('writes the same whether in three steps or in one, and shows at once', async () => {
    const other = await testPostgres();
    try {
      const steps = [];
      for (let day = 0; day < 3; day += 1) {
        steps.push(await advanceSampleCompany({ postgresUrl: postgresUrl(), days: 1 }));
      }
      expect(steps.map(({ until }) => until)).toEqual(['2026-04-01', '2026-04-02', '2026-04-03']);
      expect(steps[0]?.changes['erp.sales_order']).toBeGreaterThan(0);
      const fresh = { ...options, postgresUrl: other.url, port: 0, secrets };
      const second = await serveSampleCompany(fresh);
      await advanceSampleCompany({ postgresUrl: other.url, days: 3 });
      await second.stop();
      const restarted = await serveSampleCompany(fresh);
      expect(restarted.until).toBe('2026-04-03');
      await restarted.stop();
      for (const [database, tables] of Object.entries(hashed)) {
        for (const table of tables) {
          expect(await hashOf(postgresUrl(), database, table), table).toBe(
            await hashOf(other.url, database, table),
          );
        }
      }
    } finally {
      await other.stop();
    }
  }, 180_000);
});

const hashed = {
  sample_erp: [
    'erp.sales_order',
    'erp.sales_order_line',
    'erp.receipt',
    'erp.employee_assignment',
    'erp.sales_target',
  ],
  sample_crm: ['crm.record'],
  sample_social: ['social.post', 'social.comment'],
};

async function hashOf(server: string, database: string, table: string): Promise<string | undefined> {
  const sql = `SELECT md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} AS t`;
  const [row] = await rowsOf<{ hash: string }>(databaseUrl(server, database), sql);
  return row?.hash;
}
