import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { currentRelease } from '../../../ledger/release.ts';
import type { AssetKey } from '../../../models/kit/key.ts';
import { relationAt } from '../../../warehouse/relation.ts';

const text = z.string();

const suspicion = z.object({
  ...{ suspicion_id: text, rule: text, rule_version: z.number(), subject_kind: text, subject_id: text },
  ...{ concerns: z.array(text), employee_id: text, customer_id: text, business_date: text },
  ...{ amount: text, score: text, threshold: text, evidence: z.array(text), evidence_hash: text },
  ...{ explanation: text, explanation_zh: text, is_held: z.boolean() },
  state: z.enum(['open', 'cleared', 'confirmed']),
  ...{ decided_by: text.nullable(), decided_on: text.nullable(), decision_reason: text.nullable() },
});

export type Suspicion = z.infer<typeof suspicion>;

export interface SuspicionFilter {
  readonly id?: string | undefined;
  readonly state?: string | undefined;
  readonly rule?: string | undefined;
  readonly employee?: string | undefined;
}

/** Suspicions as they are published, newest first. Error: SUSPICION_UNKNOWN before the first release. */
export async function suspicions(context: Context, filter: SuspicionFilter): Promise<readonly Suspicion[]> {
  const conditions = [
    ...(filter.id === undefined ? [] : ['suspicion_id = {id:String}']),
    ...(filter.state === undefined || filter.state === 'all' ? [] : ['state = {state:String}']),
    ...(filter.rule === undefined ? [] : ['rule = {rule:String}']),
    ...(filter.employee === undefined ? [] : ['employee_id = {employee:String}']),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const rows = await context.warehouse.rows(
    `SELECT * FROM (${await released(context, 'fct.suspicion')})${where} ORDER BY business_date DESC, suspicion_id`,
    Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  );
  return z.array(suspicion).parse(rows);
}

/** Those of the given suspicions that are published. */
export async function idsFound(context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await context.warehouse.rows(
    `SELECT suspicion_id FROM (${await released(context, 'fct.suspicion')}) WHERE has({ids:Array(String)}, suspicion_id)`,
    { ids: [...ids] },
  );
  return new Set(
    z
      .array(z.object({ suspicion_id: text }))
      .parse(rows)
      .map((row) => row.suspicion_id),
  );
}

/** The SELECT of an asset as the newest release shows it. */
export async function released({ db, project }: Context, key: AssetKey): Promise<string> {
  const current = await currentRelease(db);
  if (current !== undefined) return relationAt(project.graph.asset(key), current.release);
  throw new YardstickError('SUSPICION_UNKNOWN', 'Nothing has been published yet.', {
    advice: '`yardstick run` reads the sources and publishes what it makes of them.',
  });
}
