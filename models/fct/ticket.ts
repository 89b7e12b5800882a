import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, f64, instant, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctTicket = defineAsset({
  key: 'fct.ticket',
  description: 'One request of a customer and the first reply to it.',
  columns: {
    ticket_id: string,
    employee_id: string.describe('`unassigned` when unknown'),
    customer_id: string,
    requested_at: instant,
    replied_at: instant.orNull().describe('First reply; NULL: none yet'),
    business_date: date.describe('Day of the request in the company time zone'),
    reply_hours: f64.orNull().describe('From request to first reply; NULL: none yet'),
  },
  partitions: monthly('business_date'),
  orderBy: ['ticket_id'],
  inputs: { ticket: sameMonth('stg.ticket') },
  compute: sql(),
  checks: [unique('ticket_id')],
  scope: { employee: 'employee_id' },
});
