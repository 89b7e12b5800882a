import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, date, string, u32 } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martSalesDaily = defineAsset({
  key: 'mart.sales_daily',
  description: 'Credited sales of one employee on one day, by channel and product group.',
  descriptionZh: '一名员工一天的计入销售额，按渠道和品类。',
  columns: {
    business_date: date.describe('Day of the event in the company time zone', '事件日（公司时区）'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    team_id: string.describe(
      'Team at the end of the month, as in mart.kpi_monthly',
      '月末所在团队，同 mart.kpi_monthly',
    ),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    channel: string.describe(
      'Sales channel: direct, agent, ecommerce',
      '销售渠道：direct 直销、agent 代理、ecommerce 电商',
    ),
    category_group: string.describe('Product category above the narrowest', '产品上级品类'),
    net_sales: baseMoney.describe(
      'Bookings less refunds and cancellations, times credit share',
      '下单减退款与取消，乘以业绩份额',
    ),
    booked: baseMoney.describe('Bookings times credit share', '下单额乘以业绩份额'),
    refunded: baseMoney.describe('Negative', '负数'),
    cancelled: baseMoney.describe('Negative', '负数'),
    order_lines: u32
      .adds('additive')
      .describe(
        'Booked lines of orders this employee holds the largest share of',
        '该员工占最大份额的订单的行数',
      ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'channel', 'category_group'],
  inputs: {
    event: sameMonth('fct.order_event'),
    credit: sameMonth('fct.month_credit'),
    product: all('dim.product'),
    employee: all('dim.employee'),
  },
  compute: sql(),
  checks: [unique('business_date', 'employee_id', 'channel', 'category_group')],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
