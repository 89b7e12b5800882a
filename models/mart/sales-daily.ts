import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, date, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martSalesDaily = defineAsset({
  key: 'mart.sales_daily',
  description: 'Credited sales of one employee on one day, by channel and product group.',
  columns: {
    business_date: date.describe('Day of the event in the company time zone'),
    employee_id: string,
    employee_name: string.isPersonal(),
    team_id: string.describe('Team at the end of the month, as in mart.kpi_monthly'),
    team_name: string,
    region: string,
    channel: string,
    category_group: string,
    net_sales: baseMoney.describe('Bookings less refunds and cancellations, times credit share'),
    booked: baseMoney,
    refunded: baseMoney.describe('Negative'),
    cancelled: baseMoney.describe('Negative'),
    order_lines: u32
      .adds('additive')
      .describe('Booked lines of orders this employee holds the largest share of'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'channel', 'category_group'],
  inputs: {
    event: all('fct.order_event'),
    credit: all('fct.order_credit'),
    product: all('dim.product'),
    employee: all('dim.employee'),
  },
  compute: sql(),
  checks: [unique('business_date', 'employee_id', 'channel', 'category_group')],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
