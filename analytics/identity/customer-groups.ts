import { z } from 'zod';

const matchRow = z.object({
  left_id: z.string(),
  right_id: z.string(),
  confidence: z.coerce.number(),
  is_automatic: z.boolean(),
});
const apartRow = z.object({ customer_id: z.string(), other_id: z.string() });

export interface GroupedCustomer {
  readonly customer_id: string;
  readonly company: string;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Unites accounts along sure matches, the surest first; a match that would bring together what people keep apart is passed over. Answers
 * the accounts that are not alone, by the account of their company that sorts first. The order of the rows changes nothing.
 */
export function customerGroups(matches: Rows, apart: Rows): readonly GroupedCustomer[] {
  const kept = keptApart(z.array(apartRow).parse(apart));
  const sure = z
    .array(matchRow)
    .parse(matches)
    .filter(({ is_automatic }) => is_automatic)
    .sort((one, other) => other.confidence - one.confidence || byText(nameOf(one), nameOf(other)));
  const members = new Map<string, readonly string[]>();
  const groupOf = (id: string) => members.get(id) ?? [id];
  for (const { left_id, right_id } of sure) {
    const [left, right] = [groupOf(left_id), groupOf(right_id)];
    if (left === right || !mayUnite(kept, left, right)) continue;
    const all = [...left, ...right].sort(byText);
    for (const id of all) members.set(id, all);
  }
  return [...members]
    .map(([customer_id, all]) => ({ customer_id, company: all[0] ?? customer_id }))
    .sort((one, other) => byText(one.customer_id, other.customer_id));
}

interface KeptApart {
  /** Accounts that stand for themselves. */
  readonly alone: ReadonlySet<string>;
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
}

function keptApart(rows: readonly z.output<typeof apartRow>[]): KeptApart {
  const pairs = new Map<string, Set<string>>();
  for (const { customer_id, other_id } of rows) {
    pairs.set(customer_id, (pairs.get(customer_id) ?? new Set()).add(other_id));
    pairs.set(other_id, (pairs.get(other_id) ?? new Set()).add(customer_id));
  }
  return { alone: pairs.get('') ?? new Set(), pairs };
}

function mayUnite({ alone, pairs }: KeptApart, left: readonly string[], right: readonly string[]): boolean {
  if ([...left, ...right].some((id) => alone.has(id))) return false;
  return left.every((id) => !right.some((other) => pairs.get(id)?.has(other)));
}

function nameOf({ left_id, right_id }: z.output<typeof matchRow>): string {
  return `${left_id} ${right_id}`;
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
