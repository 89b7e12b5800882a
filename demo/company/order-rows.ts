import { businessDay, dateOf, instantOf } from './calendar.ts';
import { crmAmount, crmDate, crmInstant, putCrm } from './crm-records.ts';
import { creditOwner, type Order, type OrderLine, taxFen, taxRates } from './order.ts';
import { put, stamp, type Today, yuan } from './world.ts';

/** The order as both systems show it now; lines and credits only when they are new. */
export function writeOrder(today: Today, order: Order, at: number, isNew: boolean): void {
  if (!today.rowsWanted) return;
  if (order.presence !== 'crm') writeErp(today, order, at, isNew);
  if (order.presence !== 'erp') writeCrm(today, order, at, isNew);
}

/** Only the ERP knows of deliveries. */
export function writeErp(today: Today, order: Order, at: number, isNew: boolean): void {
  if (!today.rowsWanted) return;
  const updated = stamp(at, Number(order.crmNumber));
  put(today, 'erp.sales_order', {
    order_no: order.key,
    customer_id: order.bad === 'order_missing_customer' ? null : order.customer.id,
    currency: order.currency,
    status: order.status,
    created_at: stamp(order.created),
    confirmed_at: confirmedText(order),
    cancelled_at: order.cancelled === undefined ? null : stamp(order.cancelled),
    due_date: dateOf(order.dueDay),
    delivered_at: order.delivered === undefined ? null : stamp(order.delivered),
    channel: order.channel,
    promotion: order.promotion ?? null,
    is_deleted: order.deleted,
    updated_at: updated,
  });
  if (!isNew) return;
  for (const line of order.lines) {
    put(today, 'erp.sales_order_line', {
      order_no: order.key,
      line_no: line.number,
      product_id: line.product.id,
      qty: line.bad === 'line_negative_qty' ? -line.qty : line.qty,
      unit_price: line.bad === 'line_amount_text' ? '1.2万' : yuan(line.unitFen),
      discount: yuan(line.discountFen),
      tax_rate: taxRates[order.currency],
      tax_amount: yuan(taxFen(order, line)),
      updated_at: updated,
    });
  }
}

function confirmedText(order: Order): string | null {
  if (order.confirmed === undefined) return null;
  if (order.bad !== 'order_bad_date') return stamp(order.confirmed);
  if (Number(order.crmNumber) % 2 === 0) return null;
  return stamp(instantOf(47_480 + (businessDay(order.confirmed) % 90), 36_000));
}

function writeCrm(today: Today, order: Order, at: number, isNew: boolean): void {
  const stamps = { created: order.created, modified: at, deleted: order.deleted };
  const discount = (line: OrderLine): number => (order.crmLacksDiscount ? 0 : line.discountFen);
  const total = order.lines.reduce((sum, line) => sum + line.qty * line.unitFen - discount(line), 0);
  putCrm(
    today,
    'Order',
    { ...stamps, id: order.crmId },
    {
      OrderNumber: order.crmNumber,
      ERP_Order_No__c: order.presence === 'crm' ? null : order.key,
      AccountId: order.customer.crmId,
      OpportunityId: order.opportunityId ?? null,
      OwnerId: creditOwner(order).crmId,
      Status: crmStatus(order),
      EffectiveDate: crmDate(businessDay(order.created)),
      ActivatedDate: order.confirmed === undefined ? null : crmInstant(order.confirmed),
      CurrencyIsoCode: order.currency,
      TotalAmount: crmAmount(total),
    },
  );
  if (!isNew && !order.deleted) return;
  for (const line of order.lines) {
    putCrm(
      today,
      'OrderItem',
      { ...stamps, id: line.crmId },
      {
        OrderId: order.crmId,
        Line_No__c: line.number,
        Product2Id: line.product.crmId,
        Quantity: line.qty,
        UnitPrice: crmAmount(line.unitFen),
        Discount_Amount__c: crmAmount(discount(line)),
        TotalPrice: crmAmount(line.qty * line.unitFen - discount(line)),
      },
    );
  }
  for (const credit of order.credits) {
    putCrm(
      today,
      'Order_Credit__c',
      { ...stamps, id: credit.crmId },
      {
        Name: `${order.crmNumber}-${credit.employee.id}`,
        Order__c: order.crmId,
        Employee__c: credit.employee.crmId,
        Pct__c: credit.shareE4 / 100,
        Kind__c: credit.kind,
      },
    );
  }
}

function crmStatus(order: Order): string {
  if (order.status === 'draft') return 'Draft';
  return order.status === 'cancelled' ? 'Cancelled' : 'Activated';
}
