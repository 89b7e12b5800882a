import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { sharedStatements } from '../../activities/build/compute.ts';
import { turns } from '../../activities/build/turns.ts';
import type { Context } from '../../activities/context.ts';
import { faultSwitch } from '../../activities/fault-point.ts';
import type { Project } from '../../activities/project.ts';
import type { ConnectorContext } from '../../connectors/kit/connector.ts';
import { createConnector } from '../../connectors/registry.ts';
import { createSharedLimiter } from '../../ledger/limiter.ts';
import { migrate } from '../../ledger/migrate.ts';
import { openLedger } from '../../ledger/open.ts';
import { createSharedTokenCache } from '../../ledger/tokens.ts';
import { openWarehouse, type WarehouseAddress } from '../../warehouse/client.ts';
import { createAssets, createFoundations } from '../../warehouse/ddl.ts';
import { createRaw } from '../../warehouse/raw.ts';
import { ownRows } from './own-rows.ts';
import { planRows } from './take-in-plans.ts';
import { todayIn } from './today.ts';

export interface ContextAddress {
  readonly project: Project;
  readonly ledgerUrl: string;
  readonly clickhouse: WarehouseAddress;
  /** 32 bytes under which access tokens are kept in the ledger. */
  readonly tokenKey: Uint8Array;
}

export interface OpenContext extends Context {
  close(): Promise<void>;
}

/** Connects a process to the engines of a project. Nothing is created or changed yet. */
export function openContext({ project, ledgerUrl, clickhouse, tokenKey }: ContextAddress): OpenContext {
  const ledger = openLedger(ledgerUrl);
  const warehouse = openWarehouse(clickhouse);
  const tokens = createSharedTokenCache(ledger.db, tokenKey);
  return {
    project,
    db: ledger.db,
    warehouse,
    connect,
    fault: faultSwitch(process.env.YARDSTICK_FAULT),
    statements: sharedStatements(),
    turns: turns(),
    now: () => new Date(),
    worker: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    close: async () => {
      await warehouse.close();
      await ledger.close();
    },
  };

  async function connect(source: string, told: Pick<ConnectorContext, 'retrying'> = {}) {
    const declared = project.config.sources.find(({ name }) => name === source);
    if (declared === undefined) throw new RangeError(`${source} is not a configured source`);
    const limiter = createSharedLimiter(ledger.db, source);
    return createConnector(declared.connector, declared.settings, {
      source,
      limiter,
      tokens,
      now: () => new Date(),
      own: (stream) => ownRowsOf(declared.connector, stream),
      ...told,
    });
  }

  function ownRowsOf(connector: string, stream: string) {
    const today = todayIn(project.config.company.timezone);
    if (connector === 'plans') return planRows({ db: ledger.db, project }, stream, today);
    return ownRows(ledger.db, stream, today);
  }
}

/** Brings ledger and warehouse to the shape this version of the code and configuration needs. Safe at every start. */
export async function prepareEngines(
  address: Pick<ContextAddress, 'ledgerUrl'>,
  context: Context,
): Promise<void> {
  const ledger = openLedger(address.ledgerUrl);
  try {
    await migrate(ledger);
  } finally {
    await ledger.close();
  }
  await createFoundations(context.warehouse);
  for (const name of context.project.streams) await createRaw(context.warehouse, name);
  const { graph } = context.project;
  await createAssets(
    context.warehouse,
    graph.order.map((key) => graph.asset(key)),
  );
}
