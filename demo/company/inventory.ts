import { dateOf, instantOf } from './calendar.ts';
import { prngFor } from './prng.ts';
import { put, stamp, type Today, type World } from './world.ts';

/** Stock at the end of a month: about five weeks of what usually sells. */
export function countStock(world: World, today: Today): void {
  const prng = prngFor(world.seed, 'stock', today.day);
  const updated = stamp(instantOf(today.day, 82_800));
  for (const product of world.products) {
    put(today, 'erp.inventory', {
      product_id: product.id,
      warehouse: 'WH01',
      snapshot_date: dateOf(today.day),
      on_hand: Math.max(0, Math.round(product.usualQty * (6 + prng.normal() * 3))),
      updated_at: updated,
    });
  }
}
