import { z } from 'zod';

const matchRow = z.object({
  left_id: z.string(),
  left_code: z.string(),
  right_id: z.string(),
  right_code: z.string(),
  confidence: z.coerce.number(),
  is_automatic: z.boolean(),
});
const apartRow = z.object({ customer_id: z.string(), other_id: z.string() });

type MatchRow = z.output<typeof matchRow>;

export interface GroupedCustomer {
  readonly customer_id: string;
  readonly company: string;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Unites accounts along sure matches, the surest first; a match that would bring together what people keep apart, or two different
 * credit codes, is passed over. Answers the accounts that are not alone, by the account of their company that sorts first. The order of
 * the rows changes nothing.
 */
export function customerGroups(matches: Rows, apart: Rows): readonly GroupedCustomer[] {
  const kept = keptApart(z.array(apartRow).parse(apart));
  const sure = z
    .array(matchRow)
    .parse(matches)
    .filter(({ is_automatic }) => is_automatic)
    .sort((one, other) => other.confidence - one.confidence || byText(nameOf(one), nameOf(other)));
  const groups = groupsOfOne(sure);
  for (const { left_id, right_id } of sure) {
    const [left, right] = [groups.get(left_id), groups.get(right_id)];
    if (left === undefined || right === undefined || left === right) continue;
    if (mayUnite(kept, groups, left, right)) unite(groups, left, right);
  }
  return [...new Set(groups.values())]
    .filter(({ members }) => members.length > 1)
    .flatMap(({ members }) => {
      const [company = ''] = members.sort(byText);
      return members.map((customer_id) => ({ customer_id, company }));
    })
    .sort((one, other) => byText(one.customer_id, other.customer_id));
}

/** Accounts that are one company so far. */
interface Group {
  readonly members: string[];
  /** Their credit code; empty while none of them has one. */
  code: string;
}

type Groups = Map<string, Group>;

function groupsOfOne(matches: readonly MatchRow[]): Groups {
  return new Map(
    matches
      .flatMap(({ left_id, left_code, right_id, right_code }) => [
        { id: left_id, code: left_code },
        { id: right_id, code: right_code },
      ])
      .map(({ id, code }) => [id, { members: [id], code }]),
  );
}

/** The smaller group goes into the larger one, so that no account moves more often than groups can double. */
function unite(groups: Groups, left: Group, right: Group): void {
  const [small, large] = bySize(left, right);
  if (large.code === '') large.code = small.code;
  for (const id of small.members) {
    large.members.push(id);
    groups.set(id, large);
  }
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

function mayUnite({ alone, pairs }: KeptApart, groups: Groups, left: Group, right: Group): boolean {
  if (left.code !== '' && right.code !== '' && left.code !== right.code) return false;
  const [small, large] = bySize(left, right);
  // Whoever stands alone was never united with anybody: such a group has one member.
  if (large.members.length === 1 && large.members.some((id) => alone.has(id))) return false;
  return small.members.every(
    (id) => !alone.has(id) && ![...(pairs.get(id) ?? [])].some((other) => groups.get(other) === large),
  );
}

function bySize(left: Group, right: Group): readonly [small: Group, large: Group] {
  return left.members.length < right.members.length ? [left, right] : [right, left];
}

function nameOf({ left_id, right_id }: MatchRow): string {
  return `${left_id} ${right_id}`;
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
