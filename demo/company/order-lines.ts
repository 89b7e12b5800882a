import { crmId } from './crm-records.ts';
import type { Customer } from './customer.ts';
import type { OrderLine } from './order.ts';
import type { Prng } from './prng.ts';
import type { Product } from './product.ts';
import type { Promotion } from './seasonality.ts';
import type { World } from './world.ts';

/** One to six lines of different products at today's prices. */
export function planLines(
  world: World,
  prng: Prng,
  customer: Customer,
  promotion: Promotion | undefined,
): OrderLine[] {
  const count = 1 + prng.weighted([27, 31, 22, 12, 6, 2]);
  const first = prng.int(0, world.products.length - 1);
  const lines: OrderLine[] = [];
  for (let number = 1; number <= count; number += 1) {
    const product = neighbour(world, prng, first, number);
    const qty = Math.max(1, Math.round(product.usualQty * (0.4 + prng.next() * 1.6)));
    const unitFen = priceIn(world, customer, product, prng);
    lines.push({
      number,
      product,
      qty,
      unitFen,
      discountFen: Math.round(qty * unitFen * discountRate(prng, promotion)),
      crmId: crmId(world, 'OrderItem'),
      bad: undefined,
      refundedFen: 0,
      refundedQty: 0,
    });
  }
  if (count >= 2 && prng.chance(0.002)) spoil(lines, prng);
  return lines;
}

/** What is bought together lies together: half of the further lines are near the first product. */
function neighbour(world: World, prng: Prng, first: number, number: number): Product {
  const size = world.products.length;
  const near = number > 1 && prng.chance(0.5);
  const index = near ? (first + 12 * prng.int(1, 3)) % size : number === 1 ? first : prng.int(0, size - 1);
  const product = world.products[index];
  if (product === undefined) throw new RangeError('The range of products is empty.');
  return product;
}

function priceIn(world: World, customer: Customer, product: Product, prng: Prng): number {
  const yuanFen = product.priceFen * (0.94 + prng.next() * 0.1);
  if (customer.currency === 'CNY') return Math.max(1, Math.round(yuanFen));
  return Math.max(1, Math.round((yuanFen * 10_000) / world.ratesE4[customer.currency]));
}

function discountRate(prng: Prng, promotion: Promotion | undefined): number {
  if (promotion !== undefined && prng.chance(0.7)) return 0.04 + prng.next() * 0.1;
  return prng.chance(0.25) ? 0.01 + prng.next() * 0.07 : 0;
}

function spoil(lines: readonly OrderLine[], prng: Prng): void {
  const line = prng.pick(lines);
  line.bad = prng.chance(0.5) ? 'line_amount_text' : 'line_negative_qty';
}
