import { describe, expect, it } from 'vitest';
import { noSignal, readAll, testContext } from '../kit/test-context.ts';
import { createSqlConnector } from './connector.ts';
import { nothing, testSource } from './test-source.ts';

const { open, query, table, url } = testSource();

describe('the contract', () => {
  const parts = { table: 'parts', primaryKey: ['id'], fields: { id: 'int', weight: 'decimal' } };

  it('names a column that went missing after the connector was made, and lets other streams go on', async () => {
    await table('parts', 'id int PRIMARY KEY, weight numeric');
    await table('bins', 'id int PRIMARY KEY');
    const connector = await open({ parts, bins: { table: 'bins', primaryKey: ['id'] } });
    await query('ALTER TABLE parts DROP COLUMN weight');
    await expect(connector.slices('parts', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      subject: 'erp.parts',
      message: 'The column weight is missing from parts.',
    });
    const report = await connector.check(noSignal);
    expect(report.ok).toBe(false);
    expect(report.streams.map(({ stream, ok }) => [stream, ok])).toEqual([
      ['parts', false],
      ['bins', true],
    ]);
    expect(Math.abs(report.clockSkewMs ?? Number.NaN)).toBeLessThan(5_000);
    await connector.close();
  });

  it('names a column whose type has changed', async () => {
    await table('parts', 'id int PRIMARY KEY, weight text');
    const connector = await open({ parts });
    await expect(connector.slices('parts', nothing, noSignal)).rejects.toThrow(
      'The column weight is text, declared as decimal.',
    );
    expect(await connector.discover(noSignal)).toEqual([
      { name: 'parts', fields: { id: 'integer', weight: 'text' } },
    ]);
    await connector.close();
  });

  it('says which table is missing', async () => {
    const connector = await open({ ghost: { table: 'nowhere.ghost', primaryKey: ['id'] } });
    await expect(connector.slices('ghost', nothing, noSignal)).rejects.toThrow(
      'The table nowhere.ghost does not exist',
    );
    await connector.close();
  });

  it('can only read', async () => {
    await table('parts', 'id int PRIMARY KEY');
    await query(`
      CREATE OR REPLACE FUNCTION burn() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN DELETE FROM parts; RETURN 1; END $$;
      CREATE OR REPLACE VIEW trap AS SELECT burn() AS id`);
    const connector = await open({ trap: { table: 'trap', primaryKey: ['id'] } });
    await expect(connector.slices('trap', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
    await connector.close();
  });
});

describe('failures of the connection', () => {
  it('calls a wrong password an authentication error and repeats no secret', async () => {
    const config = { connection: { url: url().replace(/:[^:@/]+@/, ':wrongsecret@') }, streams: {} };
    const failure: unknown = await createSqlConnector(config, testContext('erp').context).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'SOURCE_AUTH' });
    expect(String(failure)).not.toContain('wrongsecret');
  });

  it('tries an unreachable server three times', async () => {
    const { context, waits } = testContext('erp');
    const config = { connection: { url: 'postgresql://nobody@127.0.0.1:1/none' }, streams: {} };
    await expect(createSqlConnector(config, context)).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    expect(waits).toHaveLength(2);
  });

  it('ends a query that runs too long', async () => {
    await query('CREATE OR REPLACE VIEW slow AS SELECT 1 AS id, pg_sleep(30)::text AS nap');
    const connector = await open(
      { slow: { table: 'slow', primaryKey: ['id'] } },
      { statementTimeoutSeconds: 1 },
    );
    const slice = { stream: 'slow', id: 'full', params: { kind: 'full' }, complete: true };
    await expect(readAll(connector, slice)).rejects.toThrow('took longer than the statement timeout');
    await connector.close();
  });
});
