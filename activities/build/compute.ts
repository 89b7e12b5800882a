import { forecastCurrent } from '../../analytics/forecast/current.ts';
import { dealRows, scorecardRows } from '../../appraisal/marts/detail-rows.ts';
import { factsOf } from '../../appraisal/marts/facts-of.ts';
import { keptFacts, readFacts } from '../../appraisal/marts/kept-facts.ts';
import { type PlanStatement, statementRows } from '../../appraisal/marts/statement-rows.ts';
import { teamRow } from '../../appraisal/marts/team-rows.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Asset } from '../../models/kit/asset.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** A registered computation: rows of its inputs by alias in, rows of the asset out. Pure and deterministic. */
export type Computation = (inputs: Readonly<Record<string, Rows>>) => Promise<Rows>;

const computations: Readonly<Record<string, Computation>> = {
  forecast_current: async ({ series }) => forecastCurrent(series ?? []),
  appraisal_facts: async (inputs) => factsOf(inputs).map(keptFacts),
  commission_statement: async ({ facts }) => statements(facts).flatMap(statementRows),
  commission_deal: async ({ facts }) => statements(facts).flatMap(dealRows),
  scorecard: async ({ facts }) => statements(facts).flatMap(scorecardRows),
  commission_team: async ({ facts }) => statements(facts).map(teamRow),
};

function statements(rows: Rows = []): readonly PlanStatement[] {
  return readFacts(rows).map(({ facts, ...of }) => ({ of, statement: statementOf(facts) }));
}

/** The function an asset names. Throws ASSET_INVALID when nobody has registered it. */
export function computationOf(asset: Asset): Computation | undefined {
  if (asset.compute.kind !== 'fn') return undefined;
  const found = computations[asset.compute.name];
  if (found !== undefined) return found;
  throw new YardstickError(
    'ASSET_INVALID',
    `It names the function ${asset.compute.name}, which is not registered.`,
    {
      subject: asset.key,
    },
  );
}
