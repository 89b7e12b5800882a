import { sql } from 'kysely';
import { asYardstickError } from '../../errors/yardstick-error.ts';
import type { Connection } from '../runtime/connect.ts';

export interface EngineState {
  readonly name: 'clickhouse' | 'temporal' | 'ledger' | 'portal';
  readonly place: string;
  readonly ok: boolean;
  readonly problem?: string;
}

/** Asks every engine whether it answers; none of them may take longer than ten seconds. */
export async function engineStates(connection: Connection): Promise<readonly EngineState[]> {
  const { places, context, run } = connection;
  const portal = run?.endpoints.portal;
  return Promise.all([
    stateOf('clickhouse', places.clickhouse.url, () => answered(context.warehouse.ping())),
    stateOf('temporal', places.temporal.address, async () => {
      const { connection: temporal } = await connection.temporal();
      await temporal.workflowService.getSystemInfo({});
    }),
    stateOf('ledger', new URL(places.ledgerUrl).host, () => sql`SELECT 1`.execute(context.db)),
    ...(portal === undefined
      ? []
      : [stateOf('portal', portal, () => fetch(portal, { signal: AbortSignal.timeout(10_000) }))]),
  ]);
}

async function stateOf(
  name: EngineState['name'],
  place: string,
  ask: () => Promise<unknown>,
): Promise<EngineState> {
  try {
    await ask();
    return { name, place, ok: true };
  } catch (caught) {
    return { name, place, ok: false, problem: asYardstickError(caught).message };
  }
}

async function answered(pong: Promise<boolean>): Promise<void> {
  if (!(await pong)) throw new Error('It does not answer.');
}
