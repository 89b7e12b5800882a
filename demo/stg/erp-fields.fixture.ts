const text = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, 'string']));
const typed = (type: string, names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, type]));
const stamped = { updated_at: 'timestamp' };

/** Fields of the ERP's streams as the connector types them from the columns of its tables. */
export const erpFields: Record<string, Record<string, string>> = {
  org_unit: { ...text('org_id name level parent_id'), ...typed('date', 'valid_from valid_to'), ...stamped },
  employee: {
    ...text('employee_id name email job_title'),
    ...typed('date', 'hire_date leave_date'),
    is_deleted: 'bool',
    ...stamped,
  },
  employee_assignment: {
    ...text('employee_id org_id role manager_id'),
    ...typed('date', 'valid_from valid_to'),
  },
  product_category: { ...text('category_id name parent_id'), ...stamped },
  product: {
    ...text('product_id name category_id brand unit'),
    ...typed('decimal', 'list_price standard_cost'),
    is_active: 'bool',
    ...stamped,
  },
  customer: {
    ...text('customer_id name credit_code city province region_id industry channel phone email'),
    created_on: 'date',
    is_deleted: 'bool',
    ...stamped,
  },
  sales_order: {
    ...text('order_no customer_id currency status channel promotion'),
    ...typed('timestamp', 'created_at confirmed_at cancelled_at delivered_at'),
    due_date: 'date',
    is_deleted: 'bool',
    ...stamped,
  },
  sales_order_line: {
    ...text('order_no product_id unit_price'),
    line_no: 'int',
    ...typed('decimal', 'qty discount tax_rate tax_amount'),
    ...stamped,
  },
  refund: {
    ...text('refund_no order_no reason'),
    line_no: 'int',
    refunded_at: 'timestamp',
    ...typed('decimal', 'qty net_amount'),
    is_deleted: 'bool',
    ...stamped,
  },
  invoice: {
    ...text('invoice_no order_no currency'),
    ...typed('date', 'issued_on due_date'),
    amount: 'decimal',
    ...stamped,
  },
  receipt: {
    ...text('receipt_no customer_id currency amount method'),
    received_at: 'timestamp',
    is_deleted: 'bool',
    ...stamped,
  },
  receipt_allocation: { ...text('receipt_no invoice_no'), amount: 'decimal', ...stamped },
  fx_rate: { ...text('from_currency to_currency'), rate_date: 'date', rate: 'decimal', ...stamped },
  sales_target: {
    ...text('employee_id kpi'),
    month: 'date',
    version: 'int',
    amount: 'decimal',
    approved_at: 'timestamp',
    ...stamped,
  },
};
