import type { StatementMemory } from '../appraisal/marts/statement-memory.ts';
import type { Connector, ConnectorContext } from '../connectors/kit/connector.ts';
import type { LedgerDb } from '../ledger/schema.ts';
import type { Warehouse } from '../warehouse/client.ts';
import type { Turns } from './build/turns.ts';
import type { FaultSwitch } from './fault-point.ts';
import type { Project } from './project.ts';

/** Everything the activities of one worker share; made at the edge, passed in, never global. */
export interface Context {
  readonly project: Project;
  readonly db: LedgerDb;
  readonly warehouse: Warehouse;
  /** A connector for one reading; the caller closes it. */
  readonly connect: (source: string, told?: Pick<ConnectorContext, 'retrying'>) => Promise<Connector>;
  readonly fault: FaultSwitch;
  readonly statements: StatementMemory;
  readonly turns: Turns;
  readonly now: () => Date;
  /** Who this process is, for leases. */
  readonly worker: string;
}
