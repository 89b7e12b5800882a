import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { acceptedValues, query, unique } from '../kit/check.ts';
import { bool, category, date, ratio, share, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctOrderCredit = defineAsset({
  key: 'fct.order_credit',
  description:
    'The bridge from orders to employees: whose order it is and to what share. Without a credit it is `unassigned`.',
  descriptionZh: '订单到员工的桥：订单归谁、占多少份额。无归属者为 `unassigned`。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    employee_id: string.describe(
      '`unassigned` where nobody is credited',
      '员工编号；无人归属为 `unassigned`',
    ),
    kind: category.describe(
      'revenue: shares of an order sum to one; overlay: outside the sum',
      'revenue：一张订单各份额之和为 1；overlay：叠加业绩，不计入该和',
    ),
    share: share.describe(
      'part ÷ whole, cut to six decimals; the largest takes what is left',
      'part ÷ whole，截至六位小数；余数归最大份额',
    ),
    part: ratio.describe(
      'Of `whole`, exact: 0.7 of 1, 31 of 92 days',
      '在 `whole` 中的精确份额：1 中的 0.7、92 天中的 31 天',
    ),
    whole: ratio.describe('What `part` is a part of', '`part` 所属的整体'),
    method: category.describe(
      'credit; owner: of the customer on the booking day; service: by days; none',
      'credit 指定份额；owner 下单日的客户负责人；service 按服务天数；none 无',
    ),
    is_primary: bool.describe(
      'Largest revenue share; counts of orders and new customers go to this one',
      '最大收入份额；订单数和新客户数计给此人',
    ),
    business_date: date.describe('Booking day of the order', '订单的下单日'),
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
