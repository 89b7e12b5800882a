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
  const questions: Question[] = [];
  for (const check of candidate.asset.checks) {
    const statement = await statementOf(context, snapshot, candidate, check);
    if (statement !== undefined) questions.push({ check, statement });
  }
  const verdicts = await judge(context, candidate, questions);
  const failed: FailedCheck[] = [];
  for (const [index, question] of questions.entries()) {
    const result = await note(context, candidate, question, verdicts.get(index) ?? noRows);
    if (result !== undefined && question.check.severity === 'block') failed.push(result);
  }
  context.fault('build.audited');
  return failed;
}

interface Question {
  readonly check: Check;
  readonly statement: CheckStatement;
}

interface Verdict {
  readonly broken: string;
  readonly observed: string;
}

const noRows: Verdict = { broken: '0', observed: '0 rows' };

/** What such a check refuses are rows: where there are none it passes unasked. */
const refusesRows: ReadonlySet<Check['kind']> = new Set([
  'unique',
  'notNull',
  'acceptedValues',
  'relationship',
]);

/** All checks in one statement, by their place: on small months each statement costs more than what it looks at. */
async function judge(
  { warehouse, project }: Context,
  candidate: Candidate,
  questions: readonly Question[],
): Promise<ReadonlyMap<number, Verdict>> {
  const asked = questions.flatMap(({ check, statement }, index) =>
    candidate.rows === 0 && refusesRows.has(check.kind)
      ? []
      : [
          `SELECT toUInt32(${index}) AS place, toUInt64(broken) AS broken, toString(observed) AS observed FROM (${statement.verdict})`,
        ],
  );
  if (asked.length === 0) return new Map();
  const found = await warehouse.rows<Verdict & { readonly place: number }>(
    asked.join('\nUNION ALL\n'),
    project.settings,
  );
  return new Map(found.map(({ place, ...verdict }) => [place, verdict]));
}

async function note(
  { db }: Context,
  { runId, asset, version }: Candidate,
  { check, statement: { failingRows: query } }: Question,
  { broken: found, observed }: Verdict,
): Promise<FailedCheck | undefined> {
  const broken = Number(found) > 0;
  const name = checkName(check);
  await recordCheck(db, {
    ...{ runId, asset: asset.key, version, name, observed },
    blocking: check.severity === 'block',
    passed: !broken,
    ...(broken ? { query } : {}),
  });
  return broken ? { check: name, observed, query } : undefined;
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
