import { category, date, date32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const order = defineEntity({
  name: 'order',
  description: 'One booked order; drafts are not orders yet.',
  descriptionZh: '一张已下的订单；草稿还不是订单。',
  columns: {
    order_no: string.describe('Order number in the leading system', '主系统的订单号'),
    customer_id: string.describe('Customer account', '客户编号'),
    currency: category.describe('ISO 4217 code of the document', '单据币种（ISO 4217）'),
    status: category.describe(
      'confirmed, shipped, completed, cancelled',
      '状态：confirmed 已确认、shipped 已发货、completed 已完成、cancelled 已取消',
    ),
    channel: category
      .orNull()
      .describe(
        'Sales channel: direct, agent, ecommerce',
        '销售渠道：direct 直销、agent 代理、ecommerce 电商',
      ),
    promotion: category.orNull().describe('Promotion the order belongs to', '订单所属促销'),
    owner_id: string.orNull().describe('Employee who owns the order', '订单所属员工'),
    booked_at: instant.describe('Booking instant', '下单时刻'),
    business_date: date.describe('Booking day in the company time zone', '下单日（公司时区）'),
    cancelled_at: instant
      .orNull()
      .describe('When it was cancelled; NULL: it was not', '取消时刻；NULL：未取消'),
    cancelled_on: date.orNull().describe('Cancellation day in the company time zone', '取消日（公司时区）'),
    due_date: date.orNull().describe('Promised delivery', '承诺交付日'),
    delivered_on: date.orNull().describe('Actual delivery', '实际交付日'),
    service_from: date32
      .orNull()
      .describe('First day of the service that was sold; NULL: no service', '所售服务的首日；NULL：不是服务'),
    service_to: date32.orNull().describe('First day no more of the service', '服务止日（不含）'),
    dq_status: category.describe(
      'ok, cleared; under_review: nobody is credited until it is cleared',
      'ok 正常、cleared 已核清；under_review 核查中：核清前不计入任何人',
    ),
    known_at: instant
      .orNull()
      .describe('When the source learned of it; NULL: it does not tell', '来源得知的时刻；NULL：来源未提供'),
  },
  key: ['order_no'],
  date: 'business_date',
  preferred: { owner_id: 'crm' },
  expected: ['channel', 'due_date'],
  compared: {
    business_date: 'any(business_date)',
    currency: 'any(currency)',
    customer_id: 'any(customer_id)',
    status: "any(status = 'cancelled')",
  },
  entry: { happened: 'booked_at', entered: 'known_at', withinHours: 24 },
});
