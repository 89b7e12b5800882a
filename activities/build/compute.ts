import { forecastCurrent } from '../../analytics/forecast/current.ts';
import { customerGroups } from '../../analytics/identity/customer-groups.ts';
import { dealRows, scorecardRows } from '../../appraisal/marts/detail-rows.ts';
import { factsOf } from '../../appraisal/marts/facts-of.ts';
import { inputColumns } from '../../appraisal/marts/input-rows.ts';
import { keptColumns, keptFacts } from '../../appraisal/marts/kept-facts.ts';
import { type StatementMemory, statementMemory } from '../../appraisal/marts/statement-memory.ts';
import { type PlanStatement, statementRows } from '../../appraisal/marts/statement-rows.ts';
import { teamRow } from '../../appraisal/marts/team-rows.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Asset } from '../../models/kit/asset.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What a computation reads, by alias: SELECTs over versions that never change, and their rows. */
export interface ComputationInputs {
  readonly relations: Readonly<Record<string, string>>;
  /** Without names, all columns. */
  rows(alias: string, columns?: readonly string[]): Promise<readonly Row[]>;
}

/** A registered computation: inputs in, rows of the asset out, which may be made while they are written. Deterministic. */
export type Computation = (inputs: ComputationInputs) => Promise<Iterable<Row>>;

/** Marts that show the same statements, each in its own rows. */
const ofStatements: Readonly<Record<string, (of: PlanStatement) => Iterable<Row>>> = {
  commission_statement: statementRows,
  commission_deal: dealRows,
  scorecard: scorecardRows,
  commission_team: (of) => [teamRow(of)],
};

const others: Readonly<Record<string, Computation>> = {
  forecast_current: async (inputs) => forecastCurrent(await inputs.rows('series')),
  customer_groups: async (inputs) =>
    customerGroups(await inputs.rows('match'), await inputs.rows('apart')).map((row) => ({ ...row })),
  appraisal_facts: async (inputs) => each(factsOf(await appraisalInputs(inputs)), keptFacts),
};

/** All at once: the warehouse reads one while another is taken apart here. */
async function appraisalInputs(inputs: ComputationInputs): Promise<Readonly<Record<string, readonly Row[]>>> {
  const read = Object.entries(inputColumns).map(
    async ([alias, columns]) => [alias, await inputs.rows(alias, columns)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

function* each<Item>(items: Iterable<Item>, rowsOf: (item: Item) => Iterable<Row>): Generator<Row> {
  for (const item of items) yield* rowsOf(item);
}

/** What the builds of one worker share. */
export function sharedStatements(): StatementMemory {
  return statementMemory(Object.keys(ofStatements));
}

/** The function an asset names. Throws ASSET_INVALID when nobody has registered it. */
export function computationOf(asset: Asset, memory: StatementMemory): Computation | undefined {
  if (asset.compute.kind !== 'fn') return undefined;
  const { name } = asset.compute;
  const rowsOf = ofStatements[name];
  if (rowsOf !== undefined)
    return async (inputs) => {
      const facts = { key: inputs.relations.facts ?? '', rows: () => inputs.rows('facts', keptColumns) };
      return each(await memory.statementsOf(name, facts), rowsOf);
    };
  const found = others[name];
  if (found !== undefined) return found;
  throw new YardstickError('ASSET_INVALID', `It names the function ${name}, which is not registered.`, {
    subject: asset.key,
  });
}
