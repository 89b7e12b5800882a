import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { acceptedValues, query, unique } from '../kit/check.ts';
import { bool, category, date, ratio, share, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctOrderCredit = defineAsset({
  key: 'fct.order_credit',
  description:
    'The bridge from orders to employees: whose order it is and to what share. Without a credit it is `unassigned`.',
  columns: {
    order_no: string,
    employee_id: string.describe('`unassigned` where nobody is credited'),
    kind: category.describe('revenue: shares of an order sum to one; overlay: outside the sum'),
    share: share.describe('part ÷ whole, cut to six decimals; the largest takes what is left'),
    part: ratio.describe('Of `whole`, exact: 0.7 of 1, 31 of 92 days'),
    whole: ratio,
    method: category.describe('credit; owner: of the customer on the booking day; service: by days; none'),
    is_primary: bool.describe('Largest revenue share; counts of orders and new customers go to this one'),
    business_date: date.describe('Booking day of the order'),
  },
  partitions: monthly('business_date'),
  orderBy: ['order_no', 'employee_id', 'kind'],
  inputs: {
    booked: sameMonth('stg.order'),
    credit: all('stg.order_credit'),
    owner: all('stg.customer_owner'),
  },
  compute: sql(),
  checks: [
    unique('order_no', 'employee_id', 'kind'),
    acceptedValues('kind', ['revenue', 'overlay']),
    query('order_credit_sums_to_one'),
  ],
  scope: { employee: 'employee_id' },
});
