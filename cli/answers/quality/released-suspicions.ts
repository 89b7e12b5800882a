import { z } from 'zod';
import type { Context } from '../../../activities/context.ts';
import { publishedRows } from '../../runtime/published-rows.ts';

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

/** Suspicions as they are published, newest first. Error: NOTHING_PUBLISHED before the first release. */
export async function suspicions(context: Context, filter: SuspicionFilter): Promise<readonly Suspicion[]> {
  const conditions = [
    ...(filter.id === undefined ? [] : ['suspicion_id = {id:String}']),
    ...(filter.state === undefined || filter.state === 'all' ? [] : ['state = {state:String}']),
    ...(filter.rule === undefined ? [] : ['rule = {rule:String}']),
    ...(filter.employee === undefined ? [] : ['employee_id = {employee:String}']),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return publishedRows(context, {
    asset: 'fct.suspicion',
    row: suspicion,
    tail: `${where} ORDER BY business_date DESC, suspicion_id`,
    parameters: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  });
}

/** Those of the given suspicions that are published. */
export async function idsFound(context: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await publishedRows(context, {
    asset: 'fct.suspicion',
    row: z.object({ suspicion_id: text }),
    select: 'suspicion_id',
    tail: 'WHERE has({ids:Array(String)}, suspicion_id)',
    parameters: { ids: [...ids] },
  });
  return new Set(rows.map((row) => row.suspicion_id));
}
