import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/project-root.ts';
import { recordCheck } from '../../ledger/check.ts';
import { type Check, checkName } from '../../models/kit/check.ts';
import type { Month } from '../../planner/state.ts';
import { type CheckStatement, checkStatement, counted } from '../../warehouse/check-sql.ts';
import { withClause } from '../../warehouse/compose.ts';
import { relationOf } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import type { Candidate } from './candidate.ts';
import { pinnedRelations } from './pinned-inputs.ts';
import { reconcileStatement } from './reconcile.ts';
import type { Snapshot } from './snapshot.ts';

export interface FailedCheck {
  readonly check: string;
  readonly observed: string;
  readonly query: string;
}

/** Runs every check of the asset on the candidate, records each result, and answers the blocking ones that failed. */
export async function audit(
  context: Context,
  snapshot: Snapshot,
  candidate: Candidate,
): Promise<readonly FailedCheck[]> {
  const failed: FailedCheck[] = [];
  for (const check of candidate.asset.checks) {
    const result = await judge(context, snapshot, candidate, check);
    if (result !== undefined && check.severity === 'block') failed.push(result);
  }
  context.fault('build.audited');
  return failed;
}

async function judge(
  context: Context,
  snapshot: Snapshot,
  candidate: Candidate,
  check: Check,
): Promise<FailedCheck | undefined> {
  const statement = await statementOf(context, snapshot, candidate, check);
  if (statement === undefined) return undefined;
  const [verdict] = await context.warehouse.rows<{ broken: string; observed: string }>(
    statement.verdict,
    context.project.settings,
  );
  const broken = Number(verdict?.broken ?? 0) > 0;
  const observed = verdict?.observed ?? '';
  const name = checkName(check);
  await recordCheck(context.db, {
    ...{ runId: candidate.runId, asset: candidate.asset.key, version: candidate.version, name, observed },
    blocking: check.severity === 'block',
    passed: !broken,
    ...(broken ? { query: statement.failingRows } : {}),
  });
  return broken ? { check: name, observed, query: statement.failingRows } : undefined;
}

async function statementOf(
  context: Context,
  snapshot: Snapshot,
  candidate: Candidate,
  check: Check,
): Promise<CheckStatement | undefined> {
  if (check.kind === 'query') return ownQuery(context, snapshot, candidate, check.name);
  if (check.kind === 'reconcile') return reconcileStatement(context, candidate, check);
  const changed = new Set<Month>(candidate.months.map(({ month }) => month));
  const delta = check.kind === 'rowDelta' || check.kind === 'sumDelta';
  const before = (snapshot.published.get(candidate.asset.key) ?? []).filter(({ month }) =>
    changed.has(month),
  );
  return checkStatement(check, {
    asset: candidate.asset,
    candidate: relationOf(candidate.asset, delta ? candidate.months : candidate.view),
    published: relationOf(candidate.asset, before),
    others: (key) => {
      const asset = context.project.graph.order.find((each) => each === key);
      if (asset === undefined)
        throw new RangeError(`${candidate.asset.key} is checked against ${key}, which is not configured`);
      return relationOf(context.project.graph.asset(asset), snapshot.visible.get(asset) ?? []);
    },
  });
}

/** A hand-written check reads the candidate as `candidate`, and the asset's inputs by their aliases. */
function ownQuery(context: Context, snapshot: Snapshot, candidate: Candidate, name: string): CheckStatement {
  const sql = readFileSync(join(projectRoot(), 'sql', 'checks', `${name}.sql`), 'utf8');
  const inputs = pinnedRelations(context, snapshot, candidate.asset, 'whole');
  const relations = { ...inputs, candidate: relationOf(candidate.asset, candidate.view) };
  return counted(`${withClause(relations)}SELECT * FROM (${sql})`);
}
