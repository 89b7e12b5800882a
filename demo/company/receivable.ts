import type { Order } from './order.ts';

export interface Invoice {
  readonly number: string;
  readonly order: Order;
  readonly amountFen: number;
  paidFen: number;
}

/** A payment the customer is going to make. */
export interface Receivable {
  readonly invoice: Invoice;
  /** Share of the invoice, or all that is open then. */
  readonly part: number | 'rest';
}
