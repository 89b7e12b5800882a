import type { Customer } from './customer.ts';
import type { Currency, MalformedReason } from './facts.ts';
import type { Product } from './product.ts';
import type { Employee } from './sales-force.ts';
import type { Promotion } from './seasonality.ts';

export interface OrderLine {
  readonly number: number;
  readonly product: Product;
  readonly qty: number;
  readonly unitFen: number;
  readonly discountFen: number;
  readonly crmId: string;
  bad: Extract<MalformedReason, 'line_amount_text' | 'line_negative_qty'> | undefined;
  refundedFen: number;
  refundedQty: number;
}

export interface Credit {
  readonly employee: Employee;
  readonly shareE4: number;
  readonly kind: 'revenue' | 'overlay';
  readonly crmId: string;
}

/** Which of the two systems hold the order. */
export type Presence = 'both' | 'erp' | 'crm';
export type OrderStatus = 'draft' | 'confirmed' | 'shipped' | 'completed' | 'cancelled';

export interface Order {
  /** ERP order number; for an order only the CRM has, the CRM's. */
  readonly key: string;
  readonly crmId: string;
  readonly crmNumber: string;
  readonly customer: Customer;
  readonly currency: Currency;
  readonly presence: Presence;
  readonly channel: Customer['channel'];
  readonly promotion: Promotion | undefined;
  readonly created: number;
  readonly lines: readonly OrderLine[];
  readonly credits: readonly Credit[];
  readonly opportunityId: string | undefined;
  readonly dueDay: number;
  /** The discount was agreed after the order had been typed into the CRM. */
  readonly crmLacksDiscount: boolean;
  readonly bad: Extract<MalformedReason, 'order_missing_customer' | 'order_bad_date'> | undefined;
  status: OrderStatus;
  confirmed: number | undefined;
  cancelled: number | undefined;
  delivered: number | undefined;
  deleted: boolean;
}

export const taxRates = { CNY: 0.13, USD: 0, EUR: 0 } as const;

/** What a line is worth: quantity × price − discount, without tax. */
export function netFen(line: OrderLine): number {
  return line.qty * line.unitFen - line.discountFen;
}

/** Lines that staging accepts. */
export function goodLines(order: Order): OrderLine[] {
  return order.lines.filter(({ bad }) => bad === undefined);
}

export function creditOwner(order: Order): Employee {
  return order.credits[0]?.employee ?? order.customer.owner;
}

export function taxFen(order: Order, line: OrderLine): number {
  return Math.round(netFen(line) * taxRates[order.currency]);
}
