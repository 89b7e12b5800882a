import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, date, share, string } from '../kit/column.ts';
import { nameOf } from '../kit/key.ts';
import { all, sameMonth } from '../kit/mapping.ts';
import { monthSql } from '../kit/month-sql.ts';
import type { KpiFact } from '../kpi/fact.ts';
import { fctOrderEvent } from './order-event.ts';

/** A fact whose rows are credited by the order in a column of theirs. */
type Credited = Readonly<{ asset: Asset; order: string }>;

/** fct.month_credit: what a month of orders and of these facts needs of fct.order_credit, whose months are those of bookings. */
export function fctMonthCredit(facts: readonly KpiFact[]): Asset {
  const others = facts.flatMap(({ asset, employees }) =>
    employees?.kind === 'credit' && asset !== fctOrderEvent ? [{ asset, order: employees.order }] : [],
  );
  const credited: readonly Credited[] = [{ asset: fctOrderEvent, order: 'order_no' }, ...others];
  return defineAsset({
    key: 'fct.month_credit',
    description:
      'Revenue credits of the orders that anything happened to in a month: what a month of facts is credited by, though it was booked in another one.',
    descriptionZh: '当月发生过任何业务的订单的收入业绩归属：订单可能在其他月份下单，当月的事实按此计入业绩。',
    columns: {
      month: date.describe('First day of the month', '当月首日'),
      order_no: string.describe('Order number', '订单号'),
      employee_id: string.describe(
        '`unassigned` where nobody is credited',
        '员工编号；无人归属为 `unassigned`',
      ),
      share: share.describe(
        'Of the order; shares of an order sum to one',
        '占订单的份额；一张订单各份额之和为 1',
      ),
      is_primary: bool.describe('The largest share of the order', '是否为该订单的最大份额'),
      booked_on: date.describe('Booking day of the order', '订单的下单日'),
    },
    partitions: monthly('month'),
    orderBy: ['month', 'order_no', 'employee_id'],
    inputs: {
      ...Object.fromEntries(credited.map(({ asset: { key } }) => [nameOf(key), sameMonth(key)])),
      credit: all('fct.order_credit'),
    },
    compute: { kind: 'text', sql: creditSql(credited), origin: 'models/fct/month-credit.ts' },
    checks: [unique('month', 'order_no', 'employee_id')],
    scope: { employee: 'employee_id' },
  });
}

function creditSql(facts: readonly Credited[]): string {
  const touched = facts.map(
    ({ asset, order }) =>
      `SELECT ${monthSql(asset)} AS month, \`${order}\` AS order_no FROM ${nameOf(asset.key)}`,
  );
  return `SELECT
    touched.month AS month,
    given.order_no AS order_no,
    given.employee_id AS employee_id,
    given.share AS share,
    given.is_primary AS is_primary,
    given.business_date AS booked_on
FROM (
    SELECT order_no, employee_id, share, is_primary, business_date FROM credit WHERE kind = 'revenue'
) AS given
INNER JOIN (
${touched.join('\nUNION DISTINCT\n')}
) AS touched ON touched.order_no = given.order_no`;
}
