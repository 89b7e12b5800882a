import { forecastCurrent } from '../../analytics/forecast/current.ts';
import { customerGroups } from '../../analytics/identity/customer-groups.ts';
import { dealRows, scorecardRows } from '../../appraisal/marts/detail-rows.ts';
import { factsOf } from '../../appraisal/marts/facts-of.ts';
import { keptFacts } from '../../appraisal/marts/kept-facts.ts';
import { type StatementMemory, statementMemory } from '../../appraisal/marts/statement-memory.ts';
import { type PlanStatement, statementRows } from '../../appraisal/marts/statement-rows.ts';
import { teamRow } from '../../appraisal/marts/team-rows.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Asset } from '../../models/kit/asset.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a computation reads, by alias: SELECTs over versions that never change, and their rows. */
export interface ComputationInputs {
  readonly relations: Readonly<Record<string, string>>;
  rows(alias: string): Promise<Rows>;
}

/** A registered computation: inputs in, rows of the asset out. Deterministic. */
export type Computation = (inputs: ComputationInputs) => Promise<Rows>;

/** Marts that show the same statements, each in its own rows. */
const ofStatements: Readonly<Record<string, (of: PlanStatement) => Rows>> = {
  commission_statement: statementRows,
  commission_deal: dealRows,
  scorecard: scorecardRows,
  commission_team: (of) => [teamRow(of)],
};

const others: Readonly<Record<string, Computation>> = {
  forecast_current: async (inputs) => forecastCurrent(await inputs.rows('series')),
  customer_groups: async (inputs) =>
    customerGroups(await inputs.rows('match'), await inputs.rows('apart')).map((row) => ({ ...row })),
  appraisal_facts: async (inputs) => factsOf(await allRows(inputs)).flatMap(keptFacts),
};

async function allRows(inputs: ComputationInputs): Promise<Readonly<Record<string, Rows>>> {
  const rows: Record<string, Rows> = {};
  for (const alias of Object.keys(inputs.relations)) rows[alias] = await inputs.rows(alias);
  return rows;
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
      const facts = { key: inputs.relations.facts ?? '', rows: () => inputs.rows('facts') };
      return (await memory.statementsOf(name, facts)).flatMap(rowsOf);
    };
  const found = others[name];
  if (found !== undefined) return found;
  throw new YardstickError('ASSET_INVALID', `It names the function ${name}, which is not registered.`, {
    subject: asset.key,
  });
}
