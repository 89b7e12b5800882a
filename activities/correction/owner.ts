import type { FoundWrong } from '../../ledger/correction.ts';

/** Somebody in the company, as known now. */
export interface Person {
  readonly name: string;
  readonly managerId: string;
  readonly teamId: string;
  readonly region: string;
  /** Works here today. */
  readonly isHere: boolean;
}

export interface Ownership {
  /** By employee number. */
  readonly people: ReadonlyMap<string, Person>;
  /** Employee number by order. */
  readonly orders: ReadonlyMap<string, string>;
  /** Employee number by customer account. */
  readonly customers: ReadonlyMap<string, string>;
  /** E-mail address by source. */
  readonly stewards: Readonly<Record<string, string>>;
}

type Owner = Pick<FoundWrong, 'owner' | 'ownerKind' | 'teamId' | 'region'>;

/**
 * Who puts it right: whose the record is by its own word, its order or its customer; where that person has left, the first manager
 * above who works here; else the steward of the source.
 */
export function ownerOf(
  { source, evidence }: Pick<FoundWrong, 'source' | 'evidence'>,
  { people, orders, customers, stewards }: Ownership,
): Owner {
  const named = [
    ...[evidence.employee_id, evidence.owner_id],
    ...[orders.get(evidence.order_no ?? ''), customers.get(evidence.customer_id ?? '')],
  ];
  const whose = named.find((id) => id !== undefined && people.has(id)) ?? '';
  const seen = new Set<string>();
  for (let id = whose; !seen.has(id); id = people.get(id)?.managerId ?? '') {
    seen.add(id);
    const person = people.get(id);
    if (person === undefined) break;
    if (!person.isHere) continue;
    const { teamId, region } = person;
    return { owner: id, ownerKind: id === whose ? 'owner' : 'manager', teamId, region };
  }
  const steward = stewards[source];
  if (steward === undefined) return { owner: '', ownerKind: 'nobody', teamId: '', region: '' };
  return { owner: steward, ownerKind: 'steward', teamId: '', region: '' };
}
