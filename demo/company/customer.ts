import type { Currency } from './facts.ts';
import type { Employee } from './sales-force.ts';

export interface Customer {
  readonly id: string;
  readonly crmId: string;
  /** Second account in the CRM for the same company, kept by mistake. */
  readonly duplicateCrmId: string | undefined;
  readonly name: string;
  readonly regionId: string;
  readonly channel: 'direct' | 'agent' | 'ecommerce';
  readonly currency: Currency;
  readonly creditDays: number;
  owner: Employee;
  readonly openOpportunities: Opportunity[];
  /** A won opportunity still without an order. */
  wonOpportunity: string | undefined;
}

export interface Opportunity {
  readonly id: string;
  readonly customer: Customer;
  readonly accountId: string;
  readonly name: string;
  readonly leadSource: string;
  readonly created: number;
  owner: Employee;
  /** Index of the open stage. */
  stage: number;
  state: 'open' | 'won' | 'lost' | 'deleted';
  amountFen: number;
  closeDay: number;
}
