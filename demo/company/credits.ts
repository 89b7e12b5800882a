import { crmId } from './crm-records.ts';
import type { Customer } from './customer.ts';
import type { Credit } from './order.ts';
import { activeReps, teamOf } from './people.ts';
import type { Prng } from './prng.ts';
import type { Employee } from './sales-force.ts';
import type { World } from './world.ts';

/** Who is credited for an order, and with how much of it; nobody for some 0.8 %. */
export function planCredits(world: World, prng: Prng, customer: Customer, day: number): Credit[] {
  if (prng.chance(0.008)) return [];
  const owner = prng.chance(0.02) ? teamOf(world, customer.owner.orgId).manager : customer.owner;
  const shares = drawShares(prng);
  const colleagues = activeReps(world, day).filter((rep) => rep !== owner && rep.left !== day);
  const sharing = [owner, ...drawDistinct(prng, colleagues, shares.length - 1)];
  const credits: Credit[] = shares.map((shareE4, nth) => ({
    employee: sharing[nth] ?? owner,
    shareE4,
    kind: 'revenue',
    crmId: crmId(world, 'Order_Credit__c'),
  }));
  if (prng.chance(0.03)) {
    const specialist = prng.pick(colleagues);
    credits.push({
      employee: specialist,
      shareE4: 10_000,
      kind: 'overlay',
      crmId: crmId(world, 'Order_Credit__c'),
    });
  }
  return credits;
}

function drawShares(prng: Prng): readonly number[] {
  const draw = prng.next();
  if (draw < 0.08) return [7000, 3000];
  return draw < 0.09 ? [3333, 3333, 3334] : [10_000];
}

function drawDistinct(prng: Prng, people: readonly Employee[], count: number): Employee[] {
  const drawn: Employee[] = [];
  while (drawn.length < count) {
    const candidate = prng.pick(people);
    if (!drawn.includes(candidate)) drawn.push(candidate);
  }
  return drawn;
}
